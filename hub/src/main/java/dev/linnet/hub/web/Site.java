package dev.linnet.hub.web;

import dev.linnet.hub.access.Access;
import dev.linnet.hub.access.Login;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.access.RequestGate;
import dev.linnet.hub.device.AgentEndpoint;
import dev.linnet.hub.device.PolledSessions;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.UpgradeHandler;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Sends every request on the hub's port to who answers it. On event loops; nothing here blocks. */
public final class Site implements HttpHandler, UpgradeHandler {
    private final Map<String, UpgradeHandler> sockets;
    private final HttpHandler polled;
    private final Api api;
    private final HttpHandler pages;
    private final RequestGate gate;
    private final Login login;
    private final Metrics metrics;
    private final Health health;
    private final Workers workers;

    /**
     * @param sockets who decides about opening handshakes, by path
     * @param polled serves agents that cannot open a WebSocket
     * @param pages answers what nobody else does: the dashboard
     */
    public Site(
            Map<String, UpgradeHandler> sockets,
            HttpHandler polled,
            Api api,
            HttpHandler pages,
            RequestGate gate,
            Login login,
            Metrics metrics,
            Health health,
            Workers workers) {
        this.sockets = Map.copyOf(sockets);
        this.polled = polled;
        this.api = api;
        this.pages = pages;
        this.gate = gate;
        this.login = login;
        this.metrics = metrics;
        this.health = health;
        this.workers = workers;
    }

    @Override
    public Upgrade upgrade(HttpRequest request) {
        UpgradeHandler handler = sockets.get(request.path());
        if (handler != null) {
            return handler.upgrade(request);
        }
        return new Upgrade.Refuse(ProblemDetails.of(404, "Not found", "agents connect to " + AgentEndpoint.PATH)
                .response());
    }

    @Override
    public void handle(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        switch (request.method() + " " + request.path()) {
            case "GET /health", "HEAD /health" -> exchange.respond(health.answer(request));
            case "GET /metrics" -> exchange.respond(metrics(request));
            case "GET /login" -> slow(exchange, login::login);
            case "POST /logout" -> logout(exchange);
            default -> {
                if (request.path().startsWith(Api.PREFIX)) {
                    api.handle(exchange);
                } else if (PolledSessions.isFor(request)) {
                    polled.handle(exchange);
                } else if (sockets.containsKey(request.path())) {
                    exchange.respond(
                            ProblemDetails.of(426, "WebSocket only", "open a WebSocket here: docs/protocol.md says how")
                                    .response("Upgrade", "websocket"));
                } else {
                    pages.handle(exchange);
                }
            }
        }
    }

    private HttpResponse metrics(HttpRequest request) {
        return switch (gate.check(request, Permission.READ)) {
            case Access.Denied denied -> denied.response();
            case Access.Granted granted -> HttpResponse.of(200, "text/plain; version=0.0.4", metrics.text());
        };
    }

    private void logout(HttpExchange exchange) {
        switch (gate.check(exchange.request(), Permission.READ)) {
            case Access.Denied denied -> exchange.respond(denied.response());
            case Access.Granted granted -> slow(exchange, login::logout);
        }
    }

    private void slow(HttpExchange exchange, Function<HttpRequest, HttpResponse> answer) {
        if (!workers.run(() -> exchange.respond(answer.apply(exchange.request())))) {
            exchange.respond(ProblemDetails.of(503, "Busy", "too many requests are waiting: try again")
                    .retryAfter(Duration.ofSeconds(2)));
        }
    }
}

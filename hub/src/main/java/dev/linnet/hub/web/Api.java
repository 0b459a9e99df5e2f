package dev.linnet.hub.web;

import dev.linnet.hub.access.Access;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.access.RequestGate;
import dev.linnet.hub.command.CommandRouter;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.hub.history.HistoryReader;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.tinylog.Logger;

/** Everything under {@code /api/v1/}. Decides on the event loop; what may take long goes to the workers. */
public final class Api implements HttpHandler {
    public static final String PREFIX = "/api/v1/";

    private final RequestGate gate;
    private final DeviceRegistry registry;
    private final HistoryApi history;
    private final CommandApi commands;
    private final DeviceRemoval removal;
    private final DeviceTrace trace;
    private final Workers workers;

    public Api(
            RequestGate gate,
            DeviceRegistry registry,
            HistoryReader history,
            CommandRouter router,
            DeviceRemoval removal,
            DeviceTrace trace,
            Workers workers,
            Clock clock) {
        this.gate = gate;
        this.registry = registry;
        this.history = new HistoryApi(history, clock);
        this.commands = new CommandApi(router);
        this.removal = removal;
        this.trace = trace;
        this.workers = workers;
    }

    @Override
    public void handle(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        Permission wanted = reads ? Permission.READ : Permission.CONTROL;
        switch (gate.check(request, wanted)) {
            case Access.Denied denied -> exchange.respond(denied.response());
            case Access.Granted granted -> {
                try {
                    route(
                            exchange,
                            List.of(request.path().substring(PREFIX.length()).split("/", -1)));
                } catch (InvalidRequestException e) {
                    exchange.respond(e.problem().response());
                }
            }
        }
    }

    /** Ids need no decoding: what is not of their form names nothing. */
    private void route(HttpExchange exchange, List<String> path) {
        if (path.size() == 3 && path.getFirst().equals("devices") && path.get(2).equals("trace")) {
            allow(exchange, "PUT, DELETE", () -> trace(exchange, path.get(1)));
        } else if (path.size() == 3
                && path.getFirst().equals("devices")
                && path.get(2).equals("gaps")) {
            allow(exchange, "GET", () -> slow(exchange, () -> gaps(path.get(1))));
        } else if (!path.getFirst().equals("devices")
                || (path.size() > 2 && !path.get(2).equals("channels"))) {
            exchange.respond(notFound("no such resource; the API begins at " + PREFIX + "devices"));
        } else if (path.size() == 1) {
            allow(exchange, "GET", () -> slow(exchange, this::devices));
        } else if (path.size() == 2) {
            device(exchange, path.get(1));
        } else if (path.size() == 5 && path.get(4).equals("history")) {
            allow(
                    exchange,
                    "GET",
                    () -> slow(exchange, () -> history.answer(exchange.request(), path.get(1), path.get(3))));
        } else if (path.size() == 5 && path.get(4).equals("commands")) {
            allow(exchange, "POST", () -> command(exchange, path.get(1), path.get(3)));
        } else {
            exchange.respond(notFound("below a channel there are 'history' and 'commands'"));
        }
    }

    private HttpResponse devices() {
        return Json.response(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("devices");
            registry.devices().forEach(device -> DeviceJson.write(json, device));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private HttpResponse gaps(String device) {
        return registry.device(device) == null ? noDevice(device) : history.gaps(device);
    }

    private void device(HttpExchange exchange, String id) {
        DeviceSnapshot device = registry.device(id);
        if (exchange.request().method().equals("DELETE")) {
            slow(exchange, () -> removal.remove(id) ? HttpResponse.of(204) : noDevice(id));
        } else {
            allow(
                    exchange,
                    "GET, DELETE",
                    () -> exchange.respond(
                            device == null
                                    ? noDevice(id)
                                    : Json.response(200, json -> DeviceJson.write(json, device))));
        }
    }

    private void trace(HttpExchange exchange, String device) {
        if (registry.device(device) == null) {
            exchange.respond(noDevice(device));
        } else {
            trace.set(device, exchange.request().method().equals("PUT"));
            exchange.respond(HttpResponse.of(204));
        }
    }

    private void command(HttpExchange exchange, String device, String channel) {
        DeviceSnapshot known = registry.device(device);
        if (known == null || known.channel(channel) == null) {
            exchange.respond(
                    known == null
                            ? noDevice(device)
                            : notFound("device '" + device + "' has no channel '" + channel + "'"));
        } else {
            commands.answer(exchange, device, channel);
        }
    }

    private static void allow(HttpExchange exchange, String methods, Runnable answer) {
        String method = exchange.request().method();
        if (Set.of(methods.split(", ", -1)).contains(method.equals("HEAD") ? "GET" : method)) {
            answer.run();
        } else {
            exchange.respond(ProblemDetails.of(405, "Method not allowed", "here one may " + methods)
                    .response("Allow", methods));
        }
    }

    private void slow(HttpExchange exchange, Supplier<HttpResponse> answer) {
        boolean taken = workers.run(() -> {
            try {
                exchange.respond(answer.get());
            } catch (InvalidRequestException e) {
                exchange.respond(e.problem().response());
            } catch (RuntimeException e) {
                Logger.error(
                        e,
                        "{} {} failed",
                        exchange.request().method(),
                        exchange.request().path());
                exchange.respond(ProblemDetails.of(500, "Internal error", "the hub's log says more")
                        .response());
            }
        });
        if (!taken) {
            exchange.respond(ProblemDetails.of(503, "Busy", "too many requests are waiting: try again")
                    .retryAfter(Duration.ofSeconds(2)));
        }
    }

    private static HttpResponse noDevice(String id) {
        return notFound("no device '" + id + "'");
    }

    private static HttpResponse notFound(String detail) {
        return ProblemDetails.of(404, "Not found", detail).response();
    }
}

package dev.linnet.hub.dashboard;

import dev.linnet.hub.access.Access;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.access.RequestGate;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.StaticFiles;
import java.util.List;

/** Serves the page and its assets from memory; never blocks. The page itself is for who is logged in. */
public final class Dashboard implements HttpHandler {
    private static final String PAGE = "/";
    private static final List<String> ASSETS = List.of(
            "channel.js",
            "chart.js",
            "command.js",
            "control.js",
            "device.js",
            "dialog.js",
            "format.js",
            "history.js",
            "icon.svg",
            "live.js",
            "main.js",
            "spark.js",
            "style.css");

    /** Nothing from elsewhere, nothing inline, no frame around it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final RequestGate gate;
    private final StaticFiles files;

    public Dashboard(RequestGate gate) {
        this.gate = gate;
        StaticFiles.Builder builder = StaticFiles.builder().resource(Dashboard.class, "index.html", PAGE);
        for (String asset : ASSETS) {
            builder.resource(Dashboard.class, asset, "/assets/" + asset);
        }
        this.files = builder.build();
    }

    @Override
    public void handle(HttpExchange exchange) {
        exchange.respond(answer(exchange.request()));
    }

    private HttpResponse answer(HttpRequest request) {
        if (request.path().equals(PAGE) && gate.check(request, Permission.READ) instanceof Access.Denied denied) {
            return denied.response();
        }
        HttpResponse file = files.answer(request);
        if (file == null) {
            return ProblemDetails.of(404, "Not found", "the dashboard is at /, the API at /api/v1/devices")
                    .response();
        }
        return file.with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }
}

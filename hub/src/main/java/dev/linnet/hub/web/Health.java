package dev.linnet.hub.web;

import dev.linnet.websocket.http.HttpResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health}: {@code ok}, or {@code failing} with 503. Open to everyone, so it says no more; the log and, with a
 * token, {@code /metrics} do.
 */
public final class Health {
    private final Supplier<@Nullable String> problem;

    /** @param problem what is wrong now, or null; from any thread, without blocking */
    public Health(Supplier<@Nullable String> problem) {
        this.problem = problem;
    }

    HttpResponse answer() {
        boolean ok = problem.get() == null;
        return Json.response(ok ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeStringProperty("status", ok ? "ok" : "failing");
            json.writeEndObject();
        });
    }
}

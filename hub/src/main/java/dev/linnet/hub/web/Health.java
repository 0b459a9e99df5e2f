package dev.linnet.hub.web;

import dev.linnet.hub.access.Access;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.access.RequestGate;
import dev.linnet.hub.history.HistoryStatus;
import dev.linnet.hub.history.Retention;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /health}: {@code ok}, or {@code failing} with 503. Open to everyone, who hear no more than that; with a token that
 * may read, or in a browser that is logged in, how the history is.
 */
public final class Health {
    private final RequestGate gate;
    private final Supplier<HistoryStatus> history;

    /** @param history from any thread, without blocking */
    public Health(RequestGate gate, Supplier<HistoryStatus> history) {
        this.gate = gate;
        this.history = history;
    }

    HttpResponse answer(HttpRequest request) {
        HistoryStatus status = history.get();
        boolean ok = status.problem() == null;
        boolean known = gate.check(request, Permission.READ) instanceof Access.Granted;
        return Json.response(ok ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeStringProperty("status", ok ? "ok" : "failing");
            if (known) {
                write(json, status);
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, HistoryStatus status) {
        json.writeObjectPropertyStart("history");
        if (status.problem() != null) {
            json.writeStringProperty("problem", status.problem());
        }
        if (status.lastCommit().isAfter(Instant.EPOCH)) {
            json.writeStringProperty("lastCommit", status.lastCommit().toString());
        }
        json.writeNumberProperty("queuedBytes", status.queuedBytes());
        json.writeNumberProperty("fileBytes", status.fileBytes());
        json.writeNumberProperty("usedBytes", status.usedBytes());
        json.writeNumberProperty("maxBytes", status.retention().maxBytes());
        json.writeNumberProperty("rowsWaiting", status.waitingRows());
        json.writeNumberProperty("arranged", status.arranged());
        Retention retention = status.retention();
        json.writeObjectPropertyStart("keepsSeconds"); // null: for ever
        seconds(json, "raw", retention.raw());
        seconds(json, "minutes", retention.minutes());
        seconds(json, "hours", retention.hours());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void seconds(JsonGenerator json, String name, @Nullable Duration kept) {
        if (kept == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, kept.toSeconds());
        }
    }
}

package dev.linnet.hub.web;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.hub.command.CommandRouter;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /api/v1/devices/{device}/channels/{channel}/commands}: answers with the command's result, {@code 200} however it
 * ended, since that is what was asked for. When it takes longer than {@link #PATIENCE} (only a queued command or one with
 * a long time to live does) the answer is {@code 202}; sending the same request with the id from it waits on, and sends
 * nothing twice. Never blocks.
 */
final class CommandApi {
    static final Duration PATIENCE = Duration.ofSeconds(50);

    private final CommandRouter router;

    CommandApi(CommandRouter router) {
        this.router = router;
    }

    void answer(HttpExchange exchange, String device, String channel) {
        CommandBody body = CommandBody.parse(exchange.request().body());
        String id = body.id() == null ? router.newId() : body.id();
        CommandRequest request;
        try {
            request = new CommandRequest(id, device, channel, body.value(), body.ttl(), body.queue());
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(body.id() == null ? "ttl" : "id or ttl", String.valueOf(e.getMessage()));
        }
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        var responded = answer.completeOnTimeout(pending(id), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(exchange::respond);
        router.route(request, result -> answer.complete(response(result)));
        assert !responded.isCompletedExceptionally() : "answering does not throw";
    }

    private static HttpResponse response(Result result) {
        return Json.response(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("id", result.id());
            json.writeStringProperty("status", result.status().name().toLowerCase(Locale.ROOT));
            Value value = result.value();
            if (value != null) {
                Json.property(json, "value", value);
            }
            if (!result.reason().isEmpty()) {
                json.writeStringProperty("reason", result.reason());
            }
            json.writeEndObject();
        });
    }

    private static HttpResponse pending(String id) {
        return Json.response(202, json -> {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("status", "pending");
            json.writeEndObject();
        });
    }
}

package dev.linnet.hub.web;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.protocol.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The body of a command: {@code {"value": true, "ttl": "5s", "id": "…", "queue": false}}, all but the value optional. Strict:
 * an unknown field is more likely a mistake than a wish, and this one moves things.
 */
record CommandBody(Value value, Duration ttl, @Nullable String id, boolean queue) {
    private static final String FORM = "expected {\"value\": …, \"ttl\": \"5s\", \"id\": \"…\", \"queue\": false}";

    /** Throws {@link InvalidRequestException}. */
    static CommandBody parse(byte[] body) {
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRequestException("body", FORM);
            }
            CommandBody parsed = fields(json);
            if (json.nextToken() != null) {
                throw new InvalidRequestException("body", "something stands after the object; " + FORM);
            }
            return parsed;
        } catch (JacksonException e) {
            throw new InvalidRequestException("body", "not JSON: " + e.getOriginalMessage() + "; " + FORM);
        }
    }

    private static CommandBody fields(JsonParser json) {
        Value value = null;
        Duration ttl = CommandRequest.DEFAULT_TTL;
        String id = null;
        boolean queue = false;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "value" -> value = value(json, token);
                case "ttl" -> ttl = ttl(text("ttl", json, token));
                case "id" -> id = text("id", json, token);
                case "queue" -> queue = flag(json, token);
                default -> throw new InvalidRequestException(name, "unknown field; " + FORM);
            }
        }
        if (value == null) {
            throw new InvalidRequestException("value", "is missing; " + FORM);
        }
        return new CommandBody(value, ttl, id, queue);
    }

    private static Value value(JsonParser json, JsonToken token) {
        try {
            return switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(json.getDoubleValue());
                case VALUE_TRUE -> Value.of(true);
                case VALUE_FALSE -> Value.of(false);
                case VALUE_STRING -> Value.of(json.getString());
                default -> throw new InvalidRequestException("value", "expected a number, a boolean or a string");
            };
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("value", String.valueOf(e.getMessage()));
        }
    }

    private static Duration ttl(String text) {
        try {
            return Times.duration(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("ttl", String.valueOf(e.getMessage()));
        }
    }

    private static String text(String name, JsonParser json, JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            throw new InvalidRequestException(name, "expected a string");
        }
        return json.getString();
    }

    private static boolean flag(JsonParser json, JsonToken token) {
        if (!token.isBoolean()) {
            throw new InvalidRequestException("queue", "expected true or false");
        }
        return json.getBooleanValue();
    }
}

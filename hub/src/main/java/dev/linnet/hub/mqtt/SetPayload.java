package dev.linnet.hub.mqtt;

import dev.linnet.configuration.Quantities;
import dev.linnet.hub.command.CommandRequest;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What a {@code /set} topic takes: a plain value, or a JSON object with {@code value} and, if wanted, {@code id},
 * {@code ttl} (a number of seconds, or {@code "10s"}), and {@code queue}. A payload that starts with a brace is taken for JSON.
 *
 * @param id null when the sender brought none
 */
record SetPayload(@Nullable String id, Value value, Duration ttl, boolean queue) {
    /** More than any value takes; a larger payload is not even looked at. */
    static final int MAX_BYTES = 8 * 1024;

    private static final String TTL_FORM = "a number of seconds, or a duration such as \"10s\"";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(64)
                    .build())
            .build();

    /** What cannot be understood; carries the sender's id when that much could be read. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final @Nullable String id;

        MalformedException(@Nullable String id, String message) {
            super(message);
            this.id = id;
        }

        @Nullable
        String id() {
            return id;
        }
    }

    /** Reads a payload for a channel of that type. */
    static SetPayload parse(ChannelDescription.Type type, byte[] payload) throws MalformedException {
        String text = text(payload);
        if (text.stripLeading().startsWith("{")) {
            return new Fields().read(type, text);
        }
        try {
            return new SetPayload(null, PlainValue.read(type, text), CommandRequest.DEFAULT_TTL, false);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(null, String.valueOf(e.getMessage()));
        }
    }

    private static String text(byte[] payload) throws MalformedException {
        if (payload.length == 0) {
            throw new MalformedException(null, "the payload is empty");
        }
        if (payload.length > MAX_BYTES) {
            throw new MalformedException(
                    null, "the payload has " + payload.length + " bytes, and " + MAX_BYTES + " are the most");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(null, "the payload is not UTF-8 text");
        }
    }

    /** Collects the object's fields, in whatever order they come. */
    private static final class Fields {
        private @Nullable String id;
        private @Nullable String plain;
        private Duration ttl = CommandRequest.DEFAULT_TTL;
        private boolean queue;

        SetPayload read(ChannelDescription.Type type, String text) throws MalformedException {
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
                parser.nextToken();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    field(name, parser.nextToken(), parser);
                }
                if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                    throw new IllegalArgumentException("something follows the JSON object");
                }
                if (plain == null) {
                    throw new IllegalArgumentException("'value' is missing");
                }
                return new SetPayload(id, PlainValue.read(type, plain), ttl, queue);
            } catch (JacksonException e) {
                throw new MalformedException(id, "not JSON: " + e.getOriginalMessage());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new MalformedException(id, String.valueOf(e.getMessage()));
            }
        }

        private void field(String name, JsonToken token, JsonParser parser) {
            switch (name) {
                case "id" -> id = scalar(name, token, parser);
                case "value" -> plain = scalar(name, token, parser);
                case "ttl" -> {
                    expect(name, token.isNumeric() || token == JsonToken.VALUE_STRING, TTL_FORM);
                    ttl = token.isNumeric()
                            ? seconds(parser.getDecimalValue())
                            : Quantities.duration(parser.getString());
                }
                case "queue" -> {
                    expect(name, token.isBoolean(), "true or false");
                    queue = parser.getBooleanValue();
                }
                default ->
                    throw new IllegalArgumentException(
                            "unknown field '" + name + "': there are id, value, ttl and queue");
            }
        }

        private static String scalar(String name, JsonToken token, JsonParser parser) {
            expect(name, token.isScalarValue() && token != JsonToken.VALUE_NULL, "a single value");
            return parser.getString();
        }

        private static Duration seconds(BigDecimal seconds) {
            try {
                return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'ttl' is too large or too fine: " + seconds + " s", e);
            }
        }

        private static void expect(String name, boolean right, String form) {
            if (!right) {
                throw new IllegalArgumentException("'" + name + "' must be " + form);
            }
        }
    }
}

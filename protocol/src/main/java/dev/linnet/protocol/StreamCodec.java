package dev.linnet.protocol;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;

/** The one codec: what a message consists of, in whichever encoding the token stream has. Streams; builds no tree. */
abstract class StreamCodec implements MessageCodec {
    private static final int USUAL_BYTES = 256;

    private final String subprotocol;
    private final TokenStreamFactory factory;

    StreamCodec(String subprotocol, TokenStreamFactory factory) {
        this.subprotocol = subprotocol;
        this.factory = factory;
    }

    @Override
    public final String subprotocol() {
        return subprotocol;
    }

    @Override
    public final byte[] encode(Message message) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), payload)) {
            new MessageWriter(generator).write(message);
        }
        return payload.toByteArray();
    }

    /**
     * Readings as a SenML pack of its own (RFC 8428), for those who know nothing of Linnet's messages.
     *
     * @param baseName what stands before every channel's name, such as {@code kitchen/}
     * @param readings at least one
     * @param unitOf a channel's SenML unit; empty for none
     */
    public final byte[] senml(String baseName, List<Reading> readings, UnaryOperator<String> unitOf) {
        ByteArrayOutputStream pack = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), pack)) {
            new SenmlWriter(generator).write(baseName, readings, unitOf);
        }
        return pack.toByteArray();
    }

    @Override
    public final Message.FromAgent decodeFromAgent(ByteBuffer payload) throws MalformedMessageException {
        return decode(payload, AgentMessages::read);
    }

    @Override
    public final Message.FromHub decodeFromHub(ByteBuffer payload) throws MalformedMessageException {
        return decode(payload, HubMessages::read);
    }

    /** Reads the fields of one message whose type is known. */
    @FunctionalInterface
    interface Body<M> {
        M read(String type, Fields fields) throws MalformedMessageException;
    }

    private <M> M decode(ByteBuffer payload, Body<M> body) throws MalformedMessageException {
        try (JsonParser parser = parser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("a message is one object with a 'type', not " + Fields.describe(parser.currentToken()));
            }
            String first = parser.nextName();
            String type = "type".equals(first) ? type(parser) : typeFurtherOn(payload);
            Fields fields = new Fields(parser, type, first);
            M message = fields.build(() -> body.read(type, fields));
            if (parser.nextToken() != null) {
                throw malformed("something follows the " + type + " message's object");
            }
            return message;
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /** For those whose JSON library orders fields its own way: looks ahead in a second pass. */
    private String typeFurtherOn(ByteBuffer payload) throws MalformedMessageException {
        try (JsonParser parser = parser(payload)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (name.equals("type")) {
                    return type(parser);
                }
                parser.nextToken();
                parser.skipChildren();
            }
            throw malformed("a message is one object with a 'type', and this one has none");
        }
    }

    private static String type(JsonParser parser) throws MalformedMessageException {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.VALUE_STRING) {
            throw malformed("a message's 'type' must be a string, not " + Fields.describe(token));
        }
        return parser.getString();
    }

    private JsonParser parser(ByteBuffer payload) {
        if (payload.hasArray()) {
            return factory.createParser(
                    ObjectReadContext.empty(),
                    payload.array(),
                    payload.arrayOffset() + payload.position(),
                    payload.remaining());
        }
        InputStream bytes = new BufferInputStream(payload.duplicate());
        return factory.createParser(ObjectReadContext.empty(), bytes);
    }

    private static MalformedMessageException malformed(String detail) {
        return new MalformedMessageException(Fault.Code.MALFORMED, detail);
    }

    private static MalformedMessageException unreadable(JacksonException e) {
        long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        String where = at < 0 ? "" : " at byte " + at;
        String what = e.getOriginalMessage() == null ? "unreadable" : e.getOriginalMessage();
        MalformedMessageException malformed = malformed("not readable" + where + ": " + Fields.excerpt(what));
        malformed.initCause(e);
        return malformed;
    }
}

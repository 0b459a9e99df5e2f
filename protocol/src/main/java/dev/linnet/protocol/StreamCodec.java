package dev.linnet.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The one codec: what a message consists of, in whichever encoding its items are. Streams; builds no tree. */
abstract class StreamCodec implements MessageCodec {
    private final String subprotocol;

    StreamCodec(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** Starts to read the message, from its first item. */
    abstract ItemReader reader(ByteBuffer payload);

    abstract ItemWriter writer();

    @Override
    public final String subprotocol() {
        return subprotocol;
    }

    @Override
    public final byte[] encode(Message message) {
        ItemWriter writer = writer();
        new MessageWriter(writer).write(message);
        return writer.bytes();
    }

    /**
     * Readings as a SenML pack of its own (RFC 8428), for those who know nothing of Linnet's messages.
     *
     * @param baseName what stands before every channel's name, such as {@code kitchen/}
     * @param readings at least one
     * @param unitOf a channel's SenML unit; empty for none
     */
    public final byte[] senml(String baseName, List<Reading> readings, UnaryOperator<String> unitOf) {
        ItemWriter writer = writer();
        new SenmlWriter(writer).write(baseName, readings, unitOf);
        return writer.bytes();
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
        try (ItemReader reader = reader(payload)) {
            if (reader.next() != Item.OBJECT) {
                throw malformed("a message is one object with a 'type', not "
                        + reader.current().describe());
            }
            String first = reader.nextName();
            String type = "type".equals(first) ? type(reader) : typeFurtherOn(payload);
            Fields fields = new Fields(reader, type, first);
            M message = fields.build(() -> body.read(type, fields));
            if (reader.next() != Item.END) {
                throw malformed("something follows the " + type + " message's object");
            }
            return message;
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw unreadable(at, e.getOriginalMessage(), e);
        } catch (CborException e) {
            throw unreadable(e.offset(), e.getMessage(), e);
        }
    }

    /** For those whose library orders fields its own way: looks ahead in a second pass. */
    private String typeFurtherOn(ByteBuffer payload) throws MalformedMessageException {
        try (ItemReader reader = reader(payload)) {
            reader.next();
            for (String name = reader.nextName(); name != null; name = reader.nextName()) {
                if (name.equals("type")) {
                    return type(reader);
                }
                reader.next();
                reader.skip();
            }
            throw malformed("a message is one object with a 'type', and this one has none");
        }
    }

    private static String type(ItemReader reader) throws MalformedMessageException {
        Item item = reader.next();
        if (item != Item.TEXT) {
            throw malformed("a message's 'type' must be a string, not " + item.describe());
        }
        return reader.text();
    }

    private static MalformedMessageException malformed(String detail) {
        return new MalformedMessageException(Fault.Code.MALFORMED, detail);
    }

    private static MalformedMessageException unreadable(long at, @Nullable String what, RuntimeException cause) {
        String where = at < 0 ? "" : " at byte " + at;
        MalformedMessageException malformed =
                malformed("not readable" + where + ": " + Fields.excerpt(what == null ? "unreadable" : what));
        malformed.initCause(cause);
        return malformed;
    }
}

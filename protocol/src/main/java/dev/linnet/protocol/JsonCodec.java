package dev.linnet.protocol;

import java.nio.ByteBuffer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Messages as JSON text (RFC 8259) in UTF-8: the subprotocol {@value #SUBPROTOCOL}. */
public final class JsonCodec extends StreamCodec {
    public static final String SUBPROTOCOL = "linnet.v1.json";

    /** Deep enough for any message that a newer agent may send, and far from a stack's end. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_NUMBER_CHARS = 64;
    private static final int MAX_NAME_CHARS = 256;

    private final JsonFactory factory;

    /** For a program that reads many numbers, as a hub. */
    public JsonCodec() {
        this(true);
    }

    private JsonCodec(boolean manyNumbers) {
        super(SUBPROTOCOL);
        this.factory = factory(manyNumbers);
    }

    /** For a program that reads few numbers, as an agent: without the fast parser for them, which is seventy classes. */
    public static JsonCodec ofFewNumbers() {
        return new JsonCodec(false);
    }

    @Override
    public boolean isBinary() {
        return false;
    }

    @Override
    ItemReader reader(ByteBuffer payload) {
        return new JsonReader(parser(payload));
    }

    @Override
    ItemWriter writer() {
        return new JsonWriter(factory);
    }

    private JsonParser parser(ByteBuffer payload) {
        if (payload.hasArray()) {
            return factory.createParser(
                    ObjectReadContext.empty(),
                    payload.array(),
                    payload.arrayOffset() + payload.position(),
                    payload.remaining());
        }
        return factory.createParser(ObjectReadContext.empty(), new BufferInputStream(payload.duplicate()));
    }

    private static JsonFactory factory(boolean manyNumbers) {
        return JsonFactory.builder()
                // A WebSocket text message is UTF-8 and nothing else (RFC 6455 §5.6).
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                // Names come from the peer: interning them would fill the JVM's table for as long as it runs.
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .configure(StreamReadFeature.USE_FAST_DOUBLE_PARSER, manyNumbers)
                .configure(StreamWriteFeature.USE_FAST_DOUBLE_WRITER, manyNumbers)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_CHARS)
                        .maxNameLength(MAX_NAME_CHARS)
                        .build())
                // Event loops and virtual threads share these buffers; per-thread ones would be made anew by each
                // virtual thread.
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build();
    }
}

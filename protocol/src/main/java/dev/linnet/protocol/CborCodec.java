package dev.linnet.protocol;

import java.nio.ByteBuffer;

/**
 * Messages as CBOR (RFC 8949): the subprotocol {@value #SUBPROTOCOL}. Field names are integer labels, SenML's as RFC 8428 §6
 * has them. The reader and the writer are Linnet's own, since Jackson's would bring its data binding, 2 MB, to the agent.
 */
public final class CborCodec extends StreamCodec {
    public static final String SUBPROTOCOL = "linnet.v1.cbor";

    public CborCodec() {
        super(SUBPROTOCOL);
    }

    @Override
    public boolean isBinary() {
        return true;
    }

    @Override
    ItemReader reader(ByteBuffer payload) {
        return new CborReader(payload);
    }

    @Override
    ItemWriter writer() {
        return new CborWriter();
    }
}

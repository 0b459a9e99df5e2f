package dev.linnet.websocket.compression;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One connection's compression, both ways. Owned by whoever owns its session. */
public final class PerMessageDeflate {
    private final MessageDeflater deflater;
    private final MessageInflater inflater;
    private final int threshold;

    public PerMessageDeflate(CompressionMemory memory, Agreement agreement) {
        this.deflater = new MessageDeflater(memory, agreement);
        this.inflater = new MessageInflater(memory, agreement);
        this.threshold = Math.max(1, agreement.threshold());
    }

    /** A message compressed, good until the next one; null when it is to be sent as it is. */
    public @Nullable ByteBuffer deflate(ByteBuffer payload) {
        return payload.remaining() < threshold ? null : deflater.message(payload);
    }

    /** A part of a message that is sent in parts, good until the next one. */
    public ByteBuffer deflatePart(ByteBuffer payload, boolean last) {
        return deflater.part(payload, last);
    }

    public MessageInflater inflater() {
        return inflater;
    }

    /** Gives back what it holds; to be called once nothing more is sent or received. */
    public void release() {
        deflater.release();
        inflater.release();
    }
}

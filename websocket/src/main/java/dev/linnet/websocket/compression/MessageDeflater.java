package dev.linnet.websocket.compression;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses what one connection sends (RFC 7692 §7.2.1).
 *
 * <p>zlib through the JDK always looks back up to 32 KiB. A smaller window is kept by cutting what is sent into pieces of
 * its size and forgetting the history behind each (a full flush): no reference can be longer than a piece. That costs some
 * of the ratio, and works for every size from 2^8, which zlib's own small windows do not.
 */
public final class MessageDeflater {
    private static final int FULL_WINDOW_BITS = 15;
    /** The LEN and NLEN of the empty block that a flush ends with: 00 00 ff ff, left away at a message's end. */
    private static final int TAIL = 4;

    private static final byte[] NOTHING = {};

    private final CompressionMemory memory;
    private final boolean keepsContext;
    private final boolean fullWindow;
    private final int piece;
    private @Nullable Deflater context; // kept from one message to the next

    public MessageDeflater(CompressionMemory memory, Agreement agreement) {
        this.memory = memory;
        this.fullWindow = agreement.sendWindowBits() == FULL_WINDOW_BITS;
        this.piece = fullWindow ? Integer.MAX_VALUE : 1 << agreement.sendWindowBits();
        this.keepsContext = agreement.keepsSent() && fullWindow;
    }

    /**
     * A whole message, compressed.
     *
     * @param payload from position to limit; neither moves
     * @return good until the next call; null when it would not get smaller, and had better be sent as it is
     */
    public @Nullable ByteBuffer message(ByteBuffer payload) {
        Deflater deflater = lend();
        ByteBuffer out = deflate(deflater, payload, payload.remaining() + TAIL);
        if (out == null) {
            deflater.reset(); // the peer will not have seen what it remembers
        }
        giveBack(deflater);
        return out == null ? null : withoutTail(out);
    }

    /**
     * A part of a message that is sent in parts; without context each is compressed by itself, so that nothing is held
     * between them.
     *
     * @return good until the next call
     */
    public ByteBuffer part(ByteBuffer payload, boolean last) {
        if (!payload.hasRemaining()) {
            // §7.2.3.6: the header of an empty block; zlib flushes nothing twice.
            return last ? ByteBuffer.allocate(1) : ByteBuffer.allocate(0);
        }
        Deflater deflater = lend();
        ByteBuffer out = deflate(deflater, payload, Integer.MAX_VALUE);
        giveBack(deflater);
        if (out == null) {
            throw new AssertionError("without a limit there is always a result");
        }
        return last ? withoutTail(out) : out.flip();
    }

    /** Nothing more is sent. */
    public void release() {
        Deflater kept = context;
        if (kept != null) {
            context = null;
            memory.takeBack(kept);
        }
    }

    private Deflater lend() {
        Deflater kept = context;
        return kept == null ? memory.lendDeflater() : kept;
    }

    private void giveBack(Deflater deflater) {
        if (keepsContext) {
            deflater.setInput(NOTHING); // or it would hold the payload until the next one
            context = deflater;
        } else {
            memory.takeBack(deflater);
        }
    }

    private @Nullable ByteBuffer deflate(Deflater deflater, ByteBuffer payload, int limit) {
        ByteBuffer out = memory.deflated();
        ByteBuffer in = payload.duplicate();
        int end = payload.limit();
        int mode = fullWindow ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH;
        for (int at = payload.position(); at < end; at = in.limit()) {
            in.limit(at + Math.min(piece, end - at));
            deflater.setInput(in);
            deflater.deflate(out, mode);
            while (!out.hasRemaining()) { // until there is room left, the flush is not complete
                if (out.position() >= limit) {
                    return null;
                }
                out = memory.moreDeflated();
                deflater.deflate(out, mode);
            }
        }
        return out.position() >= limit ? null : out;
    }

    private static ByteBuffer withoutTail(ByteBuffer out) {
        return out.limit(out.position() - TAIL).position(0);
    }
}

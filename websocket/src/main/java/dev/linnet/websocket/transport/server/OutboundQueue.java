package dev.linnet.websocket.transport.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Bytes that a socket did not take, in order. Exists only while there are any, so an idle connection has none. Owned by the
 * event loop; other threads may read {@link #size} and get a value of a moment ago.
 */
final class OutboundQueue {
    private static final int FIRST_CAPACITY = 1024;

    private final long since;
    private long progressAt;
    private ByteBuffer bytes; // filled up to its position
    private int head; // sent up to here

    OutboundQueue(ByteBuffer first, long now) {
        since = now;
        progressAt = now;
        bytes = ByteBuffer.allocate(Math.max(FIRST_CAPACITY, first.remaining()));
        bytes.put(first);
    }

    int size() {
        return Math.max(0, bytes.position() - head);
    }

    /** When the socket last took everything. */
    long since() {
        return since;
    }

    /** When the socket last took anything. */
    long progressAt() {
        return progressAt;
    }

    /** The socket took some of what it had to take before this queue. */
    void progressed(long now) {
        progressAt = now;
    }

    /** The buffer to append to, with that much room. */
    ByteBuffer space(int wanted) {
        if (wanted > bytes.remaining()) {
            int needed = Math.addExact(size(), wanted);
            bytes.flip().position(head);
            if (needed <= bytes.capacity() / 2) {
                bytes.compact();
            } else {
                int capacity = (int) Math.max(needed, Math.min(2L * bytes.capacity(), Integer.MAX_VALUE - 8));
                bytes = ByteBuffer.allocate(capacity).put(bytes);
            }
            head = 0;
        }
        return bytes;
    }

    /**
     * Lets the channel take what it will.
     *
     * @param pieces direct memory to write through, empty before and after: otherwise the JDK would allocate a temporary
     *     direct buffer as large as the queue
     * @return how many bytes it took
     */
    int writeTo(WritableByteChannel channel, ByteBuffer pieces, long now) throws IOException {
        int taken = 0;
        while (size() > 0) {
            int piece = Math.min(size(), pieces.capacity());
            pieces.clear().put(0, bytes, head, piece).limit(piece);
            int written = channel.write(pieces);
            head += written;
            taken += written;
            if (written < piece) {
                break;
            }
        }
        pieces.clear();
        if (taken > 0) {
            progressAt = now;
        }
        return taken;
    }
}

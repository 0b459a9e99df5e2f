package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.frame.FrameOutput;
import java.nio.ByteBuffer;

/**
 * Encoded frames on their way to the writer: one buffer fills while the other is written. Owned by its connection, under
 * whose lock everything here is called; only the bytes of {@link #take} are the writer's until {@link #written}.
 */
final class ClientOutput implements FrameOutput {
    private static final int SMALLEST = 1024;
    /** What a quiet connection may keep. */
    private static final int KEPT = 16 * 1024;
    /** Less than this waiting is no congestion, only a writer that has not been scheduled yet. */
    private static final int CONGESTED = 4 * 1024;

    private ByteBuffer filling = ByteBuffer.allocate(SMALLEST);
    private ByteBuffer writing = ByteBuffer.allocate(SMALLEST).limit(0);
    private int unwritten;

    /** Bytes that the socket has not taken yet. */
    int bytes() {
        return filling.position() + unwritten;
    }

    @Override
    public ByteBuffer space(int wanted) {
        if (filling.remaining() < wanted) {
            int needed = filling.position() + wanted;
            filling = ByteBuffer.allocate(Math.max(needed, Math.min(2 * filling.capacity(), 2 * needed)))
                    .put(filling.flip());
        }
        return filling;
    }

    @Override
    public boolean congested() {
        return bytes() > CONGESTED;
    }

    /** Everything queued, for the writer; what is queued from now on waits for the next time. */
    ByteBuffer take() {
        assert unwritten == 0 : "the writer has not finished";
        ByteBuffer full = filling.flip();
        filling = writing.clear().capacity() > KEPT ? ByteBuffer.allocate(SMALLEST) : writing;
        writing = full;
        unwritten = full.remaining();
        return full;
    }

    /** So many bytes of those taken are in the socket's hands. */
    void written(int count) {
        unwritten -= count;
        assert unwritten >= 0;
    }
}

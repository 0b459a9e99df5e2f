package dev.linnet.websocket.session;

import java.nio.ByteBuffer;

/**
 * Bytes from the peer, between position and limit of {@link #bytes}, and a second cursor over the same memory through
 * which whole payloads are handed out without copying. One per event loop or client reader, not one per connection.
 */
public final class ReceiveBuffer {
    private final ByteBuffer bytes;
    private final ByteBuffer view;

    /** Over that memory, which will be unmasked in place. */
    public ReceiveBuffer(ByteBuffer bytes) {
        this.bytes = bytes;
        this.view = bytes.duplicate();
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    ByteBuffer view(int from, int to) {
        return view.limit(to).position(from);
    }
}

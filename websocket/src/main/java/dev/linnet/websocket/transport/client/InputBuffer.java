package dev.linnet.websocket.transport.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** What a stream has brought and nobody has consumed yet. Owned by the thread that reads. */
final class InputBuffer {
    private final byte[] memory;
    private final ByteBuffer bytes;

    InputBuffer(int size) {
        memory = new byte[size];
        bytes = ByteBuffer.wrap(memory).limit(0);
    }

    /** From position to limit. */
    ByteBuffer bytes() {
        return bytes;
    }

    /**
     * Waits for bytes and adds them.
     *
     * @return false at the stream's end
     * @throws IOException when reading fails or takes too long; what was there before is still there
     */
    boolean fill(InputStream in) throws IOException {
        bytes.compact();
        assert bytes.hasRemaining() : "somebody consumes no input";
        int count = 0;
        try {
            count = in.read(memory, bytes.position(), bytes.remaining());
        } finally {
            bytes.position(bytes.position() + Math.max(0, count)).flip();
        }
        return count >= 0;
    }
}

package dev.linnet.protocol;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer's remaining bytes for a parser that copies them into its own recycled buffer. */
final class BufferInputStream extends InputStream {
    private final ByteBuffer bytes;

    BufferInputStream(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }
}

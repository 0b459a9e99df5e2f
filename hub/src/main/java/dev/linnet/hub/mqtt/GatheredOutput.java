package dev.linnet.hub.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends messages together that are known to follow each other at once. The client library flushes after each message, and
 * a system call for each costs more than all else that is done about it. One thread writes, the library's; any announces.
 */
final class GatheredOutput extends OutputStream {
    private static final int BYTES = 16 << 10;

    private final OutputStream out;
    private final AtomicInteger following;

    // Owned by the thread that writes.
    private final byte[] held = new byte[BYTES];
    private int length;

    /**
     * @param following how many flushes are still to come at once; others count it up, each flush counts it down. Messages
     *     that come between only make it end early
     */
    GatheredOutput(OutputStream out, AtomicInteger following) {
        this.out = out;
        this.following = following;
    }

    @Override
    public void write(int octet) throws IOException {
        if (length == BYTES) {
            send();
        }
        held[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > BYTES - length) {
            send();
        }
        if (count > BYTES) {
            out.write(bytes, offset, count);
        } else {
            System.arraycopy(bytes, offset, held, length, count);
            length += count;
        }
    }

    @Override
    public void flush() throws IOException {
        int left = following.updateAndGet(count -> Math.max(0, count - 1));
        if (left == 0) {
            send();
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void send() throws IOException {
        if (length > 0) {
            out.write(held, 0, length);
            length = 0;
        }
    }
}

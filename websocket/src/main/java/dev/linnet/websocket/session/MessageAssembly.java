package dev.linnet.websocket.session;

import dev.linnet.websocket.frame.ProtocolViolation;
import dev.linnet.websocket.frame.Utf8;
import java.nio.ByteBuffer;

/**
 * A message that comes in parts: exists from its first part to its last, and grows with what has come, not with what was
 * announced. This is where a compressed message will be inflated (RFC 7692): parts go in as they came, and the limit
 * counts what stands in the buffer.
 */
final class MessageAssembly {
    private static final int FIRST_CAPACITY = 512;

    private final boolean text;
    private final int limit;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int utf8 = Utf8.COMPLETE;

    MessageAssembly(boolean text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    boolean text() {
        return text;
    }

    /** Whether a frame of that length still fits. */
    void admit(long frameLength) throws ProtocolViolation {
        if (frameLength > limit - bytes.position()) {
            throw ProtocolViolation.tooBig(limit);
        }
    }

    void append(ByteBuffer part, int from, int to) throws ProtocolViolation {
        if (text) {
            utf8 = Utf8.check(utf8, part, from, to);
            if (utf8 == Utf8.INVALID) {
                throw ProtocolViolation.invalidText("a text message that is not UTF-8");
            }
        }
        int length = to - from;
        if (length > bytes.remaining()) {
            grow(bytes.position() + length);
        }
        int at = bytes.position();
        bytes.put(at, part, from, length).position(at + length);
    }

    /** The whole message. */
    ByteBuffer finish() throws ProtocolViolation {
        if (utf8 != Utf8.COMPLETE) {
            throw ProtocolViolation.invalidText("a text message that is not UTF-8");
        }
        return bytes.flip();
    }

    private void grow(int needed) {
        int doubled = (int) Math.min(limit, 2L * bytes.capacity());
        ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, Math.max(doubled, Math.min(limit, FIRST_CAPACITY))));
        bytes = larger.put(bytes.flip());
    }
}

package dev.linnet.websocket.session;

import dev.linnet.websocket.frame.ProtocolViolation;
import dev.linnet.websocket.frame.Utf8;
import java.nio.ByteBuffer;

/** Holds a message's text to UTF-8 as it comes, and fails at the first byte that breaks it (RFC 6455 §8.1). */
final class TextCheck {
    private final boolean text;
    private int state = Utf8.COMPLETE;

    TextCheck(boolean text) {
        this.text = text;
    }

    boolean isText() {
        return text;
    }

    void next(ByteBuffer bytes, int from, int to) throws ProtocolViolation {
        if (text) {
            state = Utf8.check(state, bytes, from, to);
            if (state == Utf8.INVALID) {
                throw ProtocolViolation.invalidPayload("a text message that is not UTF-8");
            }
        }
    }

    void end() throws ProtocolViolation {
        if (state != Utf8.COMPLETE) {
            throw ProtocolViolation.invalidPayload("a text message that is not UTF-8");
        }
    }
}

package dev.linnet.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Counts the answers in a server's stream, all of one size, and keeps the last ping, which is to be answered. Frames may be
 * cut anywhere.
 */
final class AnswerCounter {
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int HEADER = 2;

    private final int answerBytes;
    private final int answerHeader;
    private int missing; // of the current frame's payload
    private int first = -1; // a header's first byte, when its second has not come
    private boolean ping;
    private ByteBuffer pingPayload = ByteBuffer.allocate(0);
    private boolean pinged;

    AnswerCounter(int answerPayloadBytes) {
        answerBytes = HEADER + answerPayloadBytes;
        answerHeader = TEXT << 8 | answerPayloadBytes;
    }

    /** The number of answers that become whole with the bytes before the limit. */
    int count(ByteBuffer in, int limit) throws IOException {
        if (missing == 0 && first < 0 && limit == answerBytes && (in.getShort(0) & 0xFFFF) == answerHeader) {
            return 1; // as it nearly always is
        }
        int answers = 0;
        int at = 0;
        while (at < limit) {
            if (missing == 0) {
                int next = in.get(at++) & 0xFF;
                if (first < 0) {
                    first = next;
                    continue;
                }
                begin(first, next);
                first = -1;
            }
            int taken = Math.min(missing, limit - at);
            if (ping) {
                pingPayload.put(pingPayload.position(), in, at, taken).position(pingPayload.position() + taken);
            }
            at += taken;
            missing -= taken;
            if (missing == 0) {
                answers += ping ? 0 : 1;
                pinged |= ping;
            }
        }
        return answers;
    }

    private void begin(int first, int length) throws IOException {
        ping = first == PING && length <= 125;
        if (ping) {
            pingPayload = ByteBuffer.allocate(length);
        } else if ((first << 8 | length) != answerHeader) {
            throw new IOException("not the answer that was expected: a frame that starts with "
                    + Integer.toHexString(first << 8 | length));
        }
        missing = length;
    }

    boolean isPinged() {
        return pinged;
    }

    /** The masked pong that the last ping asks for; a mask of zeros leaves its payload as it is. */
    ByteBuffer takePong() {
        pinged = false;
        pingPayload.flip();
        return ByteBuffer.allocate(6 + pingPayload.remaining())
                .put((byte) 0x8A)
                .put((byte) (0x80 | pingPayload.remaining()))
                .putInt(0)
                .put(pingPayload)
                .flip();
    }
}

package dev.linnet.websocket.frame;

import java.nio.ByteBuffer;

/** Writes whole frames with the shortest length form (RFC 6455 §5.2). */
public final class FrameEncoder {
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_HEADER = 14;

    private FrameEncoder() {}

    /** A final, unmasked frame, as a server sends it; the payload's position does not move. */
    public static void write(FrameOutput output, Opcode opcode, ByteBuffer payload) {
        write(output, opcode, payload, false, 0);
    }

    /** A final, masked frame, as a client sends it; the payload stays as it is. */
    public static void writeMasked(FrameOutput output, Opcode opcode, ByteBuffer payload, int key) {
        write(output, opcode, payload, true, key);
    }

    private static void write(FrameOutput output, Opcode opcode, ByteBuffer payload, boolean masked, int key) {
        int length = payload.remaining();
        ByteBuffer to = output.space(MAX_HEADER + length);
        to.put((byte) (FIN | opcode.code()));
        putLength(to, length, masked ? MASKED : 0);
        if (masked) {
            to.putInt(key);
        }
        int turnedKey = key;
        int at = payload.position();
        int end = payload.limit();
        while (at < end) {
            if (!to.hasRemaining()) {
                to = output.space(end - at);
            }
            int start = to.position();
            int piece = Math.min(end - at, to.remaining());
            to.put(start, payload, at, piece).position(start + piece);
            if (masked) {
                turnedKey = Masking.apply(to, start, start + piece, turnedKey);
            }
            at += piece;
        }
    }

    private static void putLength(ByteBuffer to, int length, int maskBit) {
        if (length <= 125) {
            to.put((byte) (maskBit | length));
        } else if (length <= 0xFFFF) {
            to.put((byte) (maskBit | 126)).putShort((short) length);
        } else {
            to.put((byte) (maskBit | 127)).putLong(length);
        }
    }
}

package dev.linnet.websocket.frame;

import java.nio.ByteBuffer;

/** Writes frames with the shortest length form (RFC 6455 §5.2). */
public final class FrameEncoder {
    /** This frame is its message's last. */
    public static final int FIN = 0x80;
    /** This frame begins a compressed message (RFC 7692 §6). */
    public static final int RSV1 = 0x40;

    private static final int MASKED = 0x80;
    private static final int MAX_HEADER = 14;

    private FrameEncoder() {}

    /** A final, unmasked frame, as a server sends it; the payload's position does not move. */
    public static void write(FrameOutput output, Opcode opcode, ByteBuffer payload) {
        write(output, FIN | opcode.code(), payload);
    }

    /** A final, masked frame, as a client sends it; the payload stays as it is. */
    public static void writeMasked(FrameOutput output, Opcode opcode, ByteBuffer payload, int key) {
        writeMasked(output, FIN | opcode.code(), payload, key);
    }

    /** An unmasked frame with those flags and that opcode. */
    public static void write(FrameOutput output, int firstByte, ByteBuffer payload) {
        write(output, firstByte, payload, false, 0);
    }

    /** A masked frame with those flags and that opcode. */
    public static void writeMasked(FrameOutput output, int firstByte, ByteBuffer payload, int key) {
        write(output, firstByte, payload, true, key);
    }

    private static void write(FrameOutput output, int firstByte, ByteBuffer payload, boolean masked, int key) {
        int length = payload.remaining();
        ByteBuffer to = output.space(MAX_HEADER + length);
        to.put((byte) firstByte);
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

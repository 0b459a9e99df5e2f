package dev.linnet.websocket.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The XOR of RFC 6455 §5.3, which masks and unmasks alike. */
public final class Masking {
    private Masking() {}

    /**
     * Masks in place the bytes from one absolute index to another; position and limit do not matter and do not move.
     *
     * @param bytes in big-endian order, which is every new buffer's
     * @param key the four mask bytes, the first one highest
     * @return the key turned so that it goes on at the byte that follows
     */
    public static int apply(ByteBuffer bytes, int from, int to, int key) {
        assert bytes.order() == ByteOrder.BIG_ENDIAN;
        if (key == 0) {
            return 0;
        }
        long wideKey = (long) key << 32 | (key & 0xFFFF_FFFFL);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            bytes.putLong(at, bytes.getLong(at) ^ wideKey);
        }
        int rest = key;
        for (; at < to; at++) {
            rest = Integer.rotateLeft(rest, 8);
            bytes.put(at, (byte) (bytes.get(at) ^ rest));
        }
        return rest;
    }
}

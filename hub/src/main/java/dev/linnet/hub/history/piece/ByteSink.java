package dev.linnet.hub.history.piece;

import java.util.Arrays;

/** Bytes that grow, and the forms in which numbers are put there. */
final class ByteSink {
    private byte[] bytes = new byte[256];
    private int size;

    void put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    void put(byte[] more) {
        if (bytes.length - size < more.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size * 2, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /** Seven bits a byte, the lowest first; the top bit says that more follow. */
    void varint(long unsigned) {
        long rest = unsigned;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        put((int) rest);
    }

    /** Small numbers of either sign are small varints: 0, -1, 1, -2, … */
    void zigzag(long signed) {
        varint((signed << 1) ^ (signed >> 63));
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}

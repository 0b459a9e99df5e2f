package dev.linnet.sensors.bus;

/** The checksum of Sensirion's and Aosong's chips: polynomial x⁸ + x⁵ + x⁴ + 1 (0x31), starting from 0xFF, most significant bit first. */
public final class Crc8 {
    private static final int POLYNOMIAL = 0x31;
    private static final int START = 0xFF;

    private Crc8() {}

    public static int of(byte[] bytes, int from, int count) {
        int crc = START;
        for (int i = from; i < from + count; i++) {
            crc ^= Byte.toUnsignedInt(bytes[i]);
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            crc &= 0xFF;
        }
        return crc;
    }

    /** Whether the byte after {@code count} others is their checksum. */
    public static void check(byte[] bytes, int from, int count) throws ChecksumException {
        if (of(bytes, from, count) != Byte.toUnsignedInt(bytes[from + count])) {
            throw new ChecksumException();
        }
    }

    /** The words (two bytes and a checksum each) of an answer. */
    public static int[] words(byte[] bytes) throws ChecksumException {
        int[] words = new int[bytes.length / 3];
        for (int i = 0; i < words.length; i++) {
            check(bytes, 3 * i, 2);
            words[i] = Bytes.word(bytes, 3 * i);
        }
        return words;
    }
}

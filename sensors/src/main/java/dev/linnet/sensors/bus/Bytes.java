package dev.linnet.sensors.bus;

/** Numbers in chips' answers. */
public final class Bytes {
    private Bytes() {}

    /** Unsigned, the more significant byte first. */
    public static int word(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
    }

    /** Unsigned, the less significant byte first. */
    public static int wordLittle(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at + 1]) << 8 | Byte.toUnsignedInt(bytes[at]);
    }

    public static int unsigned(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }

    /** The low 8 bits of each number. */
    public static byte[] of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

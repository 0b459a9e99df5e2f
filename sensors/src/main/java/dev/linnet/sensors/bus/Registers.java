package dev.linnet.sensors.bus;

import java.io.IOException;

/** A chip's numbered registers, whichever wire they are behind. Each call is one transaction on it. */
public interface Registers {
    /** Reads that many bytes, from register {@code first} on. */
    byte[] read(int first, int count) throws IOException;

    /** Writes bytes (their low 8 bits), from register {@code first} on. */
    void write(int first, int... bytes) throws IOException;

    /** One byte, from 0 to 255. */
    default int readByte(int register) throws IOException {
        return Byte.toUnsignedInt(read(register, 1)[0]);
    }

    /** Two bytes, the more significant first, from 0 to 65535. */
    default int readWord(int register) throws IOException {
        byte[] bytes = read(register, 2);
        return Bytes.word(bytes, 0);
    }

    /** Two bytes, the more significant first. */
    default void writeWord(int register, int word) throws IOException {
        write(register, word >> 8, word);
    }
}

package dev.linnet.sensors.bus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A register map in memory that counts up by itself, fails when told to and writes down what is written. */
public final class FakeRegisters implements Registers {
    private static final int SIZE = 512;

    private final byte[] memory = new byte[SIZE];
    private final List<String> written = new ArrayList<>();
    private int failures;

    /** Puts bytes there. */
    public FakeRegisters with(int first, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory[first + i] = (byte) bytes[i];
        }
        return this;
    }

    /** For chips whose registers are two bytes each and numbered one by one: keep them apart with {@link #words}. */
    public static Registers words(int... words) {
        return new Registers() {
            @Override
            public byte[] read(int first, int count) {
                return Bytes.of(words[first] >> 8, words[first]);
            }

            @Override
            public void write(int first, int... bytes) {
                words[first] = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
            }
        };
    }

    /** Lets the next {@code count} transactions go unanswered. */
    public void fail(int count) {
        failures = count;
    }

    /** As {@code f4: 25}. */
    public List<String> written() {
        return written;
    }

    @Override
    public byte[] read(int first, int count) throws IOException {
        maybeFail();
        byte[] bytes = new byte[count];
        System.arraycopy(memory, first, bytes, 0, count);
        return bytes;
    }

    @Override
    public void write(int first, int... bytes) throws IOException {
        maybeFail();
        written.add(
                HexFormat.of().toHexDigits((byte) first) + ": " + HexFormat.of().formatHex(Bytes.of(bytes)));
        with(first, bytes);
    }

    private void maybeFail() throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("no answer");
        }
    }
}

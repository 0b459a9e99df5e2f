package dev.linnet.sensors.expander;

import dev.linnet.sensors.bus.Registers;
import java.io.IOException;

/**
 * Sixteen lines, port A's first (Microchip DS20001952C, table 3-3 with IOCON.BANK = 0, as after a reset: each register of port A is followed by
 * port B's).
 */
final class Mcp23017 implements ExpanderChip {
    static final int LINES = 16;

    private static final int DIRECTION = 0x00; // IODIR: 1 is in
    private static final int PULL_UP = 0x0C; // GPPU
    private static final int LEVEL = 0x12; // GPIO
    private static final int LATCH = 0x14; // OLAT
    private static final int ALL = 0x16;
    private static final int MASK = 0xFFFF;

    private final Registers registers;

    Mcp23017(Registers registers) {
        this.registers = registers;
    }

    @Override
    public Setup present() throws IOException {
        return setup(registers.read(DIRECTION, ALL));
    }

    @Override
    public void apply(Setup setup) throws IOException {
        write(LATCH, setup.latch());
        write(PULL_UP, setup.pullUps());
        write(DIRECTION, ~setup.outputs());
    }

    /** Everything is read in one transaction, so that levels never come from a chip that has just been reset. */
    @Override
    public int levels(Setup expected) throws IOException {
        byte[] all = registers.read(DIRECTION, ALL);
        if (!setup(all).equals(expected)) {
            apply(expected);
            all = registers.read(DIRECTION, ALL);
            if (!setup(all).equals(expected)) {
                throw new IOException("the chip does not keep how its lines are set up: is it an MCP23017?");
            }
        }
        return word(all, LEVEL);
    }

    /** One register at a time: adapters disagree on what a word is. */
    private void write(int register, int bits) throws IOException {
        registers.write(register, bits);
        registers.write(register + 1, bits >> 8);
    }

    private static Setup setup(byte[] all) {
        return new Setup(~word(all, DIRECTION) & MASK, word(all, LATCH), word(all, PULL_UP));
    }

    private static int word(byte[] all, int register) {
        return Byte.toUnsignedInt(all[register]) | Byte.toUnsignedInt(all[register + 1]) << 8;
    }
}

package dev.linnet.sensors.expander;

import dev.linnet.sensors.bus.Commands;
import java.io.IOException;

/**
 * Eight lines without a direction (TI SCPS068, §8.3): one at high is held by 100 µA only, and so is an input too. There are no registers: a byte
 * sent is the lines' levels, a byte received tells them.
 */
final class Pcf8574 implements ExpanderChip {
    static final int LINES = 8;

    private static final int MASK = 0xFF;

    private final Commands commands;

    Pcf8574(Commands commands) {
        this.commands = commands;
    }

    /** What is low is taken for driven to low, and stays so until its device says otherwise. */
    @Override
    public Setup present() throws IOException {
        return new Setup(0, received(), 0);
    }

    @Override
    public void apply(Setup setup) throws IOException {
        commands.send(sent(setup));
    }

    @Override
    public int levels(Setup expected) throws IOException {
        int levels = received();
        // After an interruption of its supply all lines are high (§8.3.1).
        if (((levels ^ expected.latch()) & expected.outputs()) != 0) {
            apply(expected);
            levels = received();
        }
        return levels;
    }

    private int received() throws IOException {
        return Byte.toUnsignedInt(commands.receive(1)[0]);
    }

    private static int sent(Setup setup) {
        return setup.latch() & MASK;
    }
}

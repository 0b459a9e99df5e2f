package dev.linnet.sensors.tsl2561;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.time.Duration;

/** One integration of 402 ms at a time, off between; the gain follows the light (TAOS059N, March 2009). The formula is the T, FN and CL packages'. */
final class Tsl2561 implements Chip {
    private static final int COMMAND = 0x80;
    private static final int CONTROL = COMMAND;
    private static final int TIMING = COMMAND | 0x01;
    private static final int ID = COMMAND | 0x0A;
    private static final int DATA_0 = COMMAND | 0x20 | 0x0C;
    private static final int DATA_1 = COMMAND | 0x20 | 0x0E;
    private static final int ON = 0x03;
    private static final int OFF = 0x00;
    private static final int LONG_INTEGRATION = 0x02;
    private static final int HIGH_GAIN = 0x10;
    private static final int GAIN = 16;

    private static final Duration INTEGRATION = Duration.ofMillis(430);
    private static final int SATURATED = 65_535;

    /** Below this many counts the high gain will do: sixteen times as many fit. */
    private static final int DARK = 3_000;

    private final Registers registers;
    private boolean highGain = true;

    Tsl2561(Registers registers) {
        this.registers = registers;
    }

    @Override
    public void initialise() throws IOException {
        int part = registers.readByte(ID) >> 4;
        // TSL2560 and TSL2561, in the CS package (0, 1) or the others (4, 5).
        if (part != 0x5 && part != 0x4 && part != 0x1 && part != 0x0) {
            throw new IOException(String.format("part number 0x%x is not a TSL2561's", part));
        }
    }

    @Override
    public Duration start() throws IOException {
        registers.write(CONTROL, OFF);
        registers.write(TIMING, LONG_INTEGRATION | (highGain ? HIGH_GAIN : 0));
        registers.write(CONTROL, ON);
        return INTEGRATION;
    }

    @Override
    public double[] read() throws IOException {
        int all = Bytes.wordLittle(registers.read(DATA_0, 2), 0);
        int infrared = Bytes.wordLittle(registers.read(DATA_1, 2), 0);
        registers.write(CONTROL, OFF);
        boolean saturated = all == SATURATED || infrared == SATURATED;
        if (saturated && highGain) {
            highGain = false;
            throw new IOException("too bright for the high gain");
        }
        if (saturated) {
            throw new IOException("too bright to be measured");
        }
        int scale = highGain ? 1 : GAIN;
        highGain |= all < DARK;
        return new double[] {lux((double) all * scale, (double) infrared * scale)};
    }

    /** From counts of the full and the infrared channel at 402 ms and gain 16 (p. 23). */
    static double lux(double all, double infrared) {
        if (all == 0) {
            return 0;
        }
        double ratio = infrared / all;
        if (ratio <= 0.5) {
            return 0.0304 * all - 0.062 * all * Math.pow(ratio, 1.4);
        }
        if (ratio <= 0.61) {
            return 0.0224 * all - 0.031 * infrared;
        }
        if (ratio <= 0.8) {
            return 0.0128 * all - 0.0153 * infrared;
        }
        return ratio <= 1.3 ? 0.00146 * all - 0.00112 * infrared : 0;
    }
}

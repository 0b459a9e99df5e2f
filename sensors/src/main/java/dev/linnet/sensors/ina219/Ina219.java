package dev.linnet.sensors.ina219;

import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.time.Duration;

/**
 * One triggered conversion at a time, asleep between (TI SBOS448G §8.6). Current and power are worked out here, from the two voltages: the
 * chip's own need a calibration register that a brown-out clears in silence.
 */
final class Ina219 implements Chip {
    static final double MAX_VOLTS = 32;
    static final double MAX_SHUNT_VOLTS = 0.32;

    private static final int CONFIGURATION = 0x00;
    private static final int SHUNT_VOLTAGE = 0x01;
    private static final int BUS_VOLTAGE = 0x02;

    /** 32 V, ±320 mV, 12 bits and the mean of 16 samples of each, both once: 17.02 ms in all (tables 4 to 6). */
    private static final int ONCE = 1 << 13 | 3 << 11 | 0b1100 << 7 | 0b1100 << 3 | 0b011;

    private static final Duration CONVERSION = Duration.ofMillis(19);
    private static final int READY = 0x0002;
    private static final int OVERFLOW = 0x0001;

    private final Registers registers;
    private final double shunt;

    /**
     * A chip with that resistor.
     *
     * @param shunt in ohms
     */
    Ina219(Registers registers, double shunt) {
        this.registers = registers;
        this.shunt = shunt;
    }

    @Override
    public Duration start() throws IOException {
        registers.writeWord(CONFIGURATION, ONCE);
        return CONVERSION;
    }

    /** Shunt voltage in steps of 10 µV, bus voltage in steps of 4 mV above three bits of status (§8.6.3). */
    @Override
    public double[] read() throws IOException {
        int bus = registers.readWord(BUS_VOLTAGE);
        if ((bus & READY) == 0) {
            throw new IOException("the conversion is not done in time");
        }
        if ((bus & OVERFLOW) != 0) {
            throw new IOException("the current is beyond what the shunt allows to measure");
        }
        double volts = (bus >> 3) * 0.004;
        double amperes = (short) registers.readWord(SHUNT_VOLTAGE) * 0.00001 / shunt;
        return new double[] {volts, amperes, volts * amperes};
    }
}

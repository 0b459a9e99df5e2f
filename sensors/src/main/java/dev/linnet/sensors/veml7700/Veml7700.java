package dev.linnet.sensors.veml7700;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.time.Duration;

/**
 * One integration of 100 ms at a time, off between; the gain follows the light (Vishay 84286 rev. 1.8, and its application note 84323 for resolution
 * and linearity).
 */
final class Veml7700 implements Chip {
    private static final int CONFIGURATION = 0x00;
    private static final int LIGHT = 0x04;
    private static final int OFF = 1;

    /** The first value is there one integration after the chip has started, which may be a tenth late. */
    private static final Duration INTEGRATION = Duration.ofMillis(120);

    private static final int FULL = 65_535;

    /** Where the chip stops being linear, in lux. */
    private static final double LINEAR = 1000;

    /** From the most to the least sensitive. */
    private enum Gain {
        DOUBLE(0b01, 0.0336),
        QUARTER(0b11, 0.2688),
        EIGHTH(0b10, 0.5376);

        final int bits;
        final double luxPerCount;

        Gain(int bits, double luxPerCount) {
            this.bits = bits;
            this.luxPerCount = luxPerCount;
        }

        Gain less() {
            return this == DOUBLE ? QUARTER : EIGHTH;
        }
    }

    private final Registers registers;
    private Gain gain = Gain.DOUBLE;

    Veml7700(Registers registers) {
        this.registers = registers;
    }

    @Override
    public Duration start() throws IOException {
        configure(gain.bits << 11);
        return INTEGRATION;
    }

    @Override
    public double[] read() throws IOException {
        int counts = Bytes.wordLittle(registers.read(LIGHT, 2), 0);
        configure(OFF);
        if (counts == FULL) {
            if (gain == Gain.EIGHTH) {
                throw new IOException("too bright to be measured");
            }
            gain = gain.less();
            throw new IOException("too bright for this gain");
        }
        double lux = corrected(counts * gain.luxPerCount);
        // The most sensitive gain that leaves room for twice the light.
        gain = lux * 2 < FULL * Gain.DOUBLE.luxPerCount
                ? Gain.DOUBLE
                : lux * 2 < FULL * Gain.QUARTER.luxPerCount ? Gain.QUARTER : Gain.EIGHTH;
        return new double[] {lux};
    }

    /** The application note's polynomial for bright light. */
    static double corrected(double lux) {
        if (lux < LINEAR) {
            return lux;
        }
        return (((6.0135e-13 * lux - 9.3924e-9) * lux + 8.1488e-5) * lux + 1.0023) * lux;
    }

    private void configure(int bits) throws IOException {
        registers.write(CONFIGURATION, bits, bits >> 8);
    }
}

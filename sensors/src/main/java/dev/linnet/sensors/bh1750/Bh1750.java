package dev.linnet.sensors.bh1750;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Commands;
import java.io.IOException;
import java.time.Duration;

/** One measurement in the 1 lx mode at a time; the chip sleeps between (ROHM BH1750FVI data sheet, rev. D, p. 5 to 10). */
final class Bh1750 implements Chip {
    private static final int POWER_ON = 0x01;
    private static final int ONCE_HIGH_RESOLUTION = 0x20;
    private static final Duration CONVERSION = Duration.ofMillis(180);
    private static final double COUNTS_PER_LUX = 1.2;

    private final Commands chip;

    Bh1750(Commands chip) {
        this.chip = chip;
    }

    @Override
    public Duration start() throws IOException {
        chip.send(POWER_ON);
        chip.send(ONCE_HIGH_RESOLUTION);
        return CONVERSION;
    }

    @Override
    public double[] read() throws IOException {
        return new double[] {Bytes.word(chip.receive(2), 0) / COUNTS_PER_LUX};
    }
}

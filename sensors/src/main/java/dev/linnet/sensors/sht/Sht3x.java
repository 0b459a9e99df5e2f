package dev.linnet.sensors.sht;

import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Commands;
import dev.linnet.sensors.bus.Crc8;
import java.io.IOException;
import java.time.Duration;

/** Single measurements of high repeatability without clock stretching (Sensirion SHT3x-DIS data sheet, December 2022, §4.3 and §4.13). */
final class Sht3x implements Chip {
    private static final Duration CONVERSION = Duration.ofMillis(16);
    private static final double FULL = 65535;

    private final Commands chip;

    Sht3x(Commands chip) {
        this.chip = chip;
    }

    @Override
    public Duration start() throws IOException {
        chip.send(0x24, 0x00);
        return CONVERSION;
    }

    @Override
    public double[] read() throws IOException {
        int[] words = Crc8.words(chip.receive(6));
        return new double[] {-45 + 175 * words[0] / FULL, 100 * words[1] / FULL};
    }
}

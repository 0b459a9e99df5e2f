package dev.linnet.sensors.sht;

import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Commands;
import dev.linnet.sensors.bus.Crc8;
import java.io.IOException;
import java.time.Duration;

/** Measurements of high precision, heater off (Sensirion SHT4x data sheet, version 6, §4.5 and §4.6). */
final class Sht4x implements Chip {
    private static final Duration CONVERSION = Duration.ofMillis(9);
    private static final double FULL = 65535;

    private final Commands chip;

    Sht4x(Commands chip) {
        this.chip = chip;
    }

    @Override
    public Duration start() throws IOException {
        chip.send(0xFD);
        return CONVERSION;
    }

    /** The formula's ends lie beyond 0 and 100 percent, to be cut off by the user (§4.6). */
    @Override
    public double[] read() throws IOException {
        int[] words = Crc8.words(chip.receive(6));
        return new double[] {-45 + 175 * words[0] / FULL, Math.clamp(-6 + 125 * words[1] / FULL, 0, 100)};
    }
}

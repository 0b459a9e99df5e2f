package dev.linnet.sensors.aht20;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Commands;
import dev.linnet.sensors.bus.Crc8;
import java.io.IOException;
import java.time.Duration;

/** The chip's commands and formulas (Aosong AHT20 data sheet A0, §5.3 to §6.2). */
final class Aht20 implements Chip {
    private static final int BUSY = 0x80;
    private static final int CALIBRATED = 0x08;
    private static final Duration CONVERSION = Duration.ofMillis(80);
    private static final double FULL = 1 << 20;

    private final Commands chip;

    Aht20(Commands chip) {
        this.chip = chip;
    }

    @Override
    public void initialise() throws IOException {
        if ((chip.receive(1)[0] & CALIBRATED) == 0) {
            chip.send(0xBE, 0x08, 0x00);
        }
    }

    @Override
    public Duration start() throws IOException {
        chip.send(0xAC, 0x33, 0x00);
        return CONVERSION;
    }

    /** A status byte, humidity and temperature of 20 bits each, a checksum. */
    @Override
    public double[] read() throws IOException {
        byte[] answer = chip.receive(7);
        Crc8.check(answer, 0, 6);
        if ((answer[0] & BUSY) != 0) {
            throw new IOException("the measurement is not done in time");
        }
        int humidity = Bytes.word(answer, 1) << 4 | Bytes.unsigned(answer, 3) >> 4;
        int temperature = (Bytes.unsigned(answer, 3) & 0x0F) << 16 | Bytes.word(answer, 4);
        return new double[] {200 * temperature / FULL - 50, 100 * humidity / FULL};
    }
}

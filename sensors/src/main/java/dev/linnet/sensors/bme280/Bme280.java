package dev.linnet.sensors.bme280;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.time.Duration;

/**
 * The chip's registers (Bosch BST-BME280-DS002 rev. 1.23 §5, BST-BMP280-DS001 rev. 1.19 §4). It sleeps between measurements, so that it does
 * not warm itself: each is forced, with one sample of each quantity, as the data sheet advises for weather.
 */
final class Bme280 implements Chip {
    private static final int CALIBRATION = 0x88;
    private static final int CALIBRATION_LENGTH = 26;
    private static final int CALIBRATION_HUMIDITY = 0xE1;
    private static final int CALIBRATION_HUMIDITY_LENGTH = 7;
    private static final int ID = 0xD0;
    private static final int RESET = 0xE0;
    private static final int CONTROL_HUMIDITY = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CONTROL = 0xF4;
    private static final int DATA = 0xF7;

    private static final int ID_BME280 = 0x60;
    private static final int ID_BMP280 = 0x58;
    private static final int RESET_WORD = 0xB6;
    private static final int STATUS_MEASURING = 0x08;
    private static final int STATUS_COPYING_CALIBRATION = 0x01;
    private static final int ONE_SAMPLE = 1;
    private static final int FORCED = ONE_SAMPLE << 5 | ONE_SAMPLE << 2 | 1;

    /** What skipped or unfinished measurements read as (§5.4.7 to §5.4.9). */
    private static final int NO_TEMPERATURE = 0x80000;

    /** One sample of each, at most (§9.1). */
    private static final Duration CONVERSION = Duration.ofMillis(10);

    private final Registers registers;
    private final boolean humidity;
    private Calibration calibration = Calibration.NONE;

    Bme280(Registers registers, boolean humidity) {
        this.registers = registers;
        this.humidity = humidity;
    }

    @Override
    public void initialise() throws IOException {
        int id = registers.readByte(ID);
        if (humidity && id == ID_BMP280) {
            throw new IOException("this is a BMP280, which has no humidity: use driver bmp280");
        }
        if (id != ID_BME280 && id != ID_BMP280) {
            throw new IOException(String.format("chip id 0x%02x is neither a BME280's nor a BMP280's", id));
        }
        registers.write(RESET, RESET_WORD);
        // Two milliseconds at most (§1.1): a few reads on the slowest bus take longer.
        for (int tries = 0; (registers.readByte(STATUS) & STATUS_COPYING_CALIBRATION) != 0; tries++) {
            if (tries == 100) {
                throw new IOException("the chip does not come out of its reset");
            }
        }
        byte[] common = registers.read(CALIBRATION, CALIBRATION_LENGTH);
        byte[] own = humidity
                ? registers.read(CALIBRATION_HUMIDITY, CALIBRATION_HUMIDITY_LENGTH)
                : new byte[CALIBRATION_HUMIDITY_LENGTH];
        calibration = Calibration.of(common, own);
    }

    @Override
    public Duration start() throws IOException {
        if (humidity) {
            // Takes effect with the write to CONTROL that follows (§5.4.3).
            registers.write(CONTROL_HUMIDITY, ONE_SAMPLE);
        }
        registers.write(CONTROL, FORCED);
        return CONVERSION;
    }

    @Override
    public double[] read() throws IOException {
        if ((registers.readByte(STATUS) & STATUS_MEASURING) != 0) {
            throw new IOException("the measurement is not done in time");
        }
        byte[] data = registers.read(DATA, humidity ? 8 : 6);
        int rawPressure = twentyBits(data, 0);
        int rawTemperature = twentyBits(data, 3);
        if (rawTemperature == NO_TEMPERATURE) {
            throw new IOException("no measurement was made: the chip has lost power or was reset");
        }
        double fine = calibration.fineTemperature(rawTemperature);
        double temperature = Calibration.temperature(fine);
        double pressure = calibration.pressure(rawPressure, fine);
        return humidity
                ? new double[] {temperature, pressure, calibration.humidity(Bytes.word(data, 6), fine)}
                : new double[] {temperature, pressure};
    }

    private static int twentyBits(byte[] data, int at) {
        return Bytes.word(data, at) << 4 | Bytes.unsigned(data, at + 2) >> 4;
    }
}

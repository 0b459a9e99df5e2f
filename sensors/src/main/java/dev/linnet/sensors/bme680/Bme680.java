package dev.linnet.sensors.bme680;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.time.Duration;

/** The chip's registers (Bosch BST-BME680-DS001 rev. 1.9 §5, BST-BME688-DS000 rev. 1.2 §5). One forced measurement at a time, asleep between. */
final class Bme680 implements Chip {
    private static final int CALIBRATION_1 = 0x8A;
    private static final int CALIBRATION_1_LENGTH = 23;
    private static final int CALIBRATION_2 = 0xE1;
    private static final int CALIBRATION_2_LENGTH = 14;
    private static final int CALIBRATION_3 = 0x00;
    private static final int CALIBRATION_3_LENGTH = 5;
    private static final int STATUS = 0x1D;
    private static final int HEATER_RESISTANCE = 0x5A;
    private static final int HEATER_TIME = 0x64;
    private static final int CONTROL_GAS = 0x71;
    private static final int CONTROL_HUMIDITY = 0x72;
    private static final int CONTROL = 0x74;
    private static final int ID = 0xD0;
    private static final int RESET = 0xE0;
    private static final int VARIANT = 0xF0;

    private static final int ID_BME68X = 0x61;
    private static final int VARIANT_BME688 = 0x01;
    private static final int RESET_WORD = 0xB6;
    private static final int ONE_SAMPLE = 1;
    private static final int FORCED = ONE_SAMPLE << 5 | ONE_SAMPLE << 2 | 1;
    private static final int NEW_DATA = 0x80;
    private static final int GAS_VALID = 0x20;
    private static final int HEATER_STABLE = 0x10;

    /** The data sheet's example of a heater step (§3.2.5): 300 °C for a tenth of a second. */
    private static final int HEATER_CELSIUS = 300;

    private static final int HEATER_MILLIS = 100;
    private static final Duration MEASUREMENT = Duration.ofMillis(HEATER_MILLIS + 40);

    private final Registers registers;
    private Calibration calibration = Calibration.NONE;
    private boolean newer;
    private double ambient = 20;

    Bme680(Registers registers) {
        this.registers = registers;
    }

    @Override
    public void initialise() throws IOException {
        int id = registers.readByte(ID);
        if (id != ID_BME68X) {
            throw new IOException(String.format("chip id 0x%02x is not a BME680's", id));
        }
        registers.write(RESET, RESET_WORD);
        newer = registers.readByte(VARIANT) == VARIANT_BME688;
        calibration = Calibration.of(
                registers.read(CALIBRATION_1, CALIBRATION_1_LENGTH),
                registers.read(CALIBRATION_2, CALIBRATION_2_LENGTH),
                registers.read(CALIBRATION_3, CALIBRATION_3_LENGTH));
    }

    @Override
    public Duration start() throws IOException {
        registers.write(HEATER_RESISTANCE, calibration.heaterResistance(HEATER_CELSIUS, ambient));
        registers.write(HEATER_TIME, heaterTime(HEATER_MILLIS));
        registers.write(CONTROL_GAS, newer ? 0x20 : 0x10);
        registers.write(CONTROL_HUMIDITY, ONE_SAMPLE);
        registers.write(CONTROL, FORCED);
        return MEASUREMENT;
    }

    @Override
    public double[] read() throws IOException {
        byte[] data = registers.read(STATUS, 17);
        if ((data[0] & NEW_DATA) == 0) {
            throw new IOException("the measurement is not done in time");
        }
        double fine = calibration.fineTemperature(twentyBits(data, 5));
        ambient = Calibration.temperature(fine);
        return new double[] {
            ambient,
            calibration.pressure(twentyBits(data, 2), fine),
            calibration.humidity(Bytes.word(data, 8), fine),
            gas(data)
        };
    }

    /** Ten bits, whether they are good, and their range; the BME688 has them two bytes further on. */
    private double gas(byte[] data) {
        int at = newer ? 15 : 13;
        int low = Bytes.unsigned(data, at + 1);
        if ((low & GAS_VALID) == 0 || (low & HEATER_STABLE) == 0) {
            return Double.NaN;
        }
        int raw = Bytes.unsigned(data, at) << 2 | low >> 6;
        return newer ? Calibration.newerGas(raw, low & 0x0F) : calibration.gas(raw, low & 0x0F);
    }

    /** Six bits of milliseconds, times 1, 4, 16 or 64 (§5.3.3). */
    static int heaterTime(int millis) {
        int factor = 0;
        int time = millis;
        while (time > 0x3F) {
            time /= 4;
            factor++;
        }
        return factor << 6 | time;
    }

    private static int twentyBits(byte[] data, int at) {
        return Bytes.word(data, at) << 4 | Bytes.unsigned(data, at + 2) >> 4;
    }
}

package dev.linnet.sensors.bme280;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Calibration CALIBRATION = new Calibration(
            new int[] {27504, 26435, -1000},
            new int[] {36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000},
            new int[] {75, 360, 0, 315, 50, 30});

    /** Over everything that the chip can say, a value is a number, grows with its raw value and humidity stays a percentage. */
    @Test
    void isSaneOverTheWholeRange() {
        double last = Double.NEGATIVE_INFINITY;
        for (int raw = 0; raw < 1 << 20; raw += 997) {
            double fine = CALIBRATION.fineTemperature(raw);
            assertThat(Calibration.temperature(fine)).isGreaterThan(last);
            last = Calibration.temperature(fine);
            assertThat(CALIBRATION.humidity(raw & 0xFFFF, fine)).isBetween(0.0, 100.0);
            assertThat(CALIBRATION.pressure(raw, fine)).isFinite();
        }
    }

    @Test
    void pressureFallsAsItsRawValueGrows() {
        double fine = CALIBRATION.fineTemperature(519_888);
        double last = Double.POSITIVE_INFINITY;
        for (int raw = 100_000; raw < 800_000; raw += 1_009) {
            assertThat(CALIBRATION.pressure(raw, fine)).isLessThan(last);
            last = CALIBRATION.pressure(raw, fine);
        }
    }

    @Test
    void aBlankChipHasNoPressure() {
        assertThat(Calibration.NONE.pressure(415_148, 128_422)).isNaN();
    }
}

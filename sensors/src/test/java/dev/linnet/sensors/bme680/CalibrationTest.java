package dev.linnet.sensors.bme680;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The formulas against the data sheet's other version of them, in integers (§3.3). */
class CalibrationTest {
    private static final int[] T = {26_203, 26_397, 3};
    private static final int[] P = {36_673, -10_437, 88, 9_060, -168, 30, 27, -4_033, -2_373, 30};
    private static final int[] H = {777, 1_012, 0, 45, 20, 120, -100};
    private static final Calibration CALIBRATION = new Calibration(T, P, H, new int[] {-26, -11_321, 18}, 1, 50, 0);

    @Test
    void temperature() {
        for (int raw = 300_000; raw < 700_000; raw += 997) {
            double celsius = Calibration.temperature(CALIBRATION.fineTemperature(raw));
            assertThat(celsius).isCloseTo(((fine(raw) * 5 + 128) >> 8) / 100.0, within(0.02));
        }
    }

    @Test
    void pressure() {
        int fine = fine(490_000);
        for (int raw = 200_000; raw < 600_000; raw += 1_009) {
            assertThat(CALIBRATION.pressure(raw, CALIBRATION.fineTemperature(490_000)))
                    .isCloseTo(pascal(raw, fine) / 100.0, within(0.1));
        }
    }

    @Test
    void humidity() {
        int fine = fine(490_000);
        for (int raw = 13_000; raw < 30_000; raw += 101) {
            assertThat(CALIBRATION.humidity(raw, CALIBRATION.fineTemperature(490_000)))
                    .isCloseTo(Math.clamp(milliPercent(raw, fine) / 1000.0, 0, 100), within(0.1));
        }
    }

    @Test
    void gasFallsAsItsRawValueGrowsAndHalvesFromRangeToRange() {
        for (int range = 0; range < 16; range++) {
            assertThat(CALIBRATION.gas(512, range))
                    .isGreaterThan(CALIBRATION.gas(1_023, range))
                    .isPositive();
            assertThat(Calibration.newerGas(0, range))
                    .isGreaterThan(Calibration.newerGas(1_023, range))
                    .isPositive();
        }
        assertThat(CALIBRATION.gas(512, 0)).isEqualTo(8_000_000);
        assertThat(Calibration.newerGas(512, 0)).isEqualTo(64_000_000);
    }

    @Test
    void theHeaterNeedsMoreInTheColdAndForMore() {
        assertThat(CALIBRATION.heaterResistance(300, 20)).isBetween(1, 254);
        assertThat(CALIBRATION.heaterResistance(320, 20)).isGreaterThan(CALIBRATION.heaterResistance(200, 20));
    }

    private static int fine(int raw) {
        int a = (raw >> 3) - (T[0] << 1);
        int b = (int) (((long) a * T[1]) >> 11);
        int c = ((a >> 1) * (a >> 1)) >> 12;
        return b + ((c * (T[2] << 4)) >> 14);
    }

    private static int pascal(int raw, int fine) {
        int a = (fine >> 1) - 64_000;
        int b = ((((a >> 2) * (a >> 2)) >> 11) * P[5]) >> 2;
        b += (a * P[4]) << 1;
        b = (b >> 2) + (P[3] << 16);
        a = (((((a >> 2) * (a >> 2)) >> 13) * (P[2] << 5)) >> 3) + ((P[1] * a) >> 1);
        a = ((32_768 + (a >> 18)) * P[0]) >> 15;
        long rest = (long) (1_048_576 - raw - (b >> 12)) * 3_125;
        int p = (int) ((rest << 1) / a);
        int c = (P[8] * (((p >> 3) * (p >> 3)) >> 13)) >> 12;
        int d = ((p >> 2) * P[7]) >> 13;
        int e = (int) (((long) (p >> 8) * (p >> 8) * (p >> 8) * P[9]) >> 17);
        return p + ((c + d + e + (P[6] << 7)) >> 4);
    }

    private static int milliPercent(int raw, int fine) {
        int celsius = (fine * 5 + 128) >> 8;
        int a = raw - (H[0] << 4) - ((celsius * H[2] / 100) >> 1);
        int b = (H[1] * (celsius * H[3] / 100 + ((celsius * (celsius * H[4] / 100)) >> 6) / 100 + (1 << 14))) >> 10;
        int c = a * b;
        int d = ((H[5] << 7) + celsius * H[6] / 100) >> 4;
        int e = ((c >> 14) * (c >> 14)) >> 10;
        int f = (d * e) >> 1;
        return (((c + f) >> 10) * 1_000) >> 12;
    }
}

package dev.linnet.sensors.bme680;

import dev.linnet.sensors.bus.Bytes;

/** One chip's constants, and the data sheet's formulas in floating point (BME680 §3.3 and §3.4). Pure. */
final class Calibration {
    /** Of no chip. */
    static final Calibration NONE = of(new byte[23], new byte[14], new byte[5]);

    /** Table 16. */
    private static final double[] GAS_1 = {1, 1, 1, 1, 1, 0.99, 1, 0.992, 1, 1, 0.998, 0.995, 1, 0.99, 1, 1};

    private static final double[] GAS_2 = {
        8_000_000,
        4_000_000,
        2_000_000,
        1_000_000,
        499_500.4995,
        248_262.1648,
        125_000,
        63_004.03226,
        31_281.28128,
        15_625,
        7_812.5,
        3_906.25,
        1_953.125,
        976.5625,
        488.28125,
        244.140625
    };

    // Named as in the data sheet, which numbers them from 1.
    private final int[] t;
    private final int[] p;
    private final int[] h;
    private final int[] g;
    private final int heaterRange;
    private final int heaterValue;
    private final int rangeError;

    Calibration(int[] t, int[] p, int[] h, int[] g, int heaterRange, int heaterValue, int rangeError) {
        this.t = t;
        this.p = p;
        this.h = h;
        this.g = g;
        this.heaterRange = heaterRange;
        this.heaterValue = heaterValue;
        this.rangeError = rangeError;
    }

    /**
     * Reads the constants as the chip keeps them.
     *
     * @param a registers 0x8A to 0xA0
     * @param b registers 0xE1 to 0xEE
     * @param c registers 0x00 to 0x04
     */
    static Calibration of(byte[] a, byte[] b, byte[] c) {
        int[] t = {Bytes.wordLittle(b, 8), signed(a, 0), a[2]};
        int[] p = {
            Bytes.wordLittle(a, 4),
            signed(a, 6),
            a[8],
            signed(a, 10),
            signed(a, 12),
            a[15],
            a[14],
            signed(a, 18),
            signed(a, 20),
            Bytes.unsigned(a, 22)
        };
        int[] h = {
            Bytes.unsigned(b, 2) << 4 | (b[1] & 0x0F),
            Bytes.unsigned(b, 0) << 4 | Bytes.unsigned(b, 1) >> 4,
            b[3],
            b[4],
            b[5],
            Bytes.unsigned(b, 6),
            b[7]
        };
        int[] g = {b[12], signed(b, 10), b[13]};
        return new Calibration(t, p, h, g, c[2] >> 4 & 0x03, c[0], c[4] >> 4);
    }

    private static int signed(byte[] bytes, int at) {
        return (short) Bytes.wordLittle(bytes, at);
    }

    /** What the formulas call t_fine. */
    double fineTemperature(int raw) {
        double offset = raw / 131072.0 - t[0] / 8192.0;
        return (raw / 16384.0 - t[0] / 1024.0) * t[1] + offset * offset * t[2] * 16;
    }

    /** In °C. */
    static double temperature(double fine) {
        return fine / 5120;
    }

    /** In hPa; not a number for a calibration that cannot be one. */
    double pressure(int raw, double fine) {
        double a = fine / 2 - 64000;
        double b = a * a * p[5] / 131072;
        b += a * p[4] * 2;
        b = b / 4 + p[3] * 65536.0;
        double c = (p[2] * a * a / 16384 + p[1] * a) / 524288;
        c = (1 + c / 32768) * p[0];
        if (c == 0) {
            return Double.NaN;
        }
        double pascal = (1048576 - raw - b / 4096) * 6250 / c;
        double d = p[8] * pascal * pascal / 2147483648.0;
        double e = pascal * p[7] / 32768;
        double f = Math.pow(pascal / 256, 3) * p[9] / 131072;
        return (pascal + (d + e + f + p[6] * 128) / 16) / 100;
    }

    /** Relative, in percent, held between 0 and 100 as the data sheet has it. */
    double humidity(int raw, double fine) {
        double celsius = temperature(fine);
        double a = raw - (h[0] * 16.0 + h[2] / 2.0 * celsius);
        double b = a * (h[1] / 262144.0 * (1 + h[3] / 16384.0 * celsius + h[4] / 1048576.0 * celsius * celsius));
        double percent = b + (h[5] / 16384.0 + h[6] / 2097152.0 * celsius) * b * b;
        return Math.clamp(percent, 0, 100);
    }

    /** In ohms. */
    double gas(int raw, int range) {
        double a = (1340 + 5.0 * rangeError) * GAS_1[range];
        return a * GAS_2[range] / (raw - 512 + a);
    }

    /** In ohms, for the BME688 (its data sheet, §3.4). */
    static double newerGas(int raw, int range) {
        return 1_000_000.0 * (262_144 >> range) / (4096 + 3.0 * (raw - 512));
    }

    /** What to write for the heater to reach a temperature, both in °C. */
    int heaterResistance(int target, double ambient) {
        double a = g[0] / 16.0 + 49;
        double b = g[1] / 32768.0 * 0.0005 + 0.00235;
        double c = g[2] / 1024.0;
        double d = a * (1 + b * target) + c * ambient;
        double code = 3.4 * (d * (4 / (4.0 + heaterRange)) * (1 / (1 + heaterValue * 0.002)) - 25);
        return (int) Math.clamp(code, 0, 255);
    }
}

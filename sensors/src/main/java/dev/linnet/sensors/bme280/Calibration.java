package dev.linnet.sensors.bme280;

import dev.linnet.sensors.bus.Bytes;

/** One chip's constants, and the data sheets' formulas in floating point (BME280 §8.1, BMP280 §8.1). Pure. */
final class Calibration {
    // Named as in the data sheets, which number them from 1.
    private final int[] t;
    private final int[] p;
    private final int[] h;

    Calibration(int[] t, int[] p, int[] h) {
        this.t = t;
        this.p = p;
        this.h = h;
    }
    /** Of no chip. */
    static final Calibration NONE = of(new byte[26], new byte[7]);

    /**
     * Reads the constants as the chip keeps them.
     *
     * @param common registers 0x88 to 0xA1
     * @param own registers 0xE1 to 0xE7, zeros for a BMP280
     */
    static Calibration of(byte[] common, byte[] own) {
        int[] t = {Bytes.wordLittle(common, 0), signed(common, 2), signed(common, 4)};
        int[] p = new int[9];
        p[0] = Bytes.wordLittle(common, 6);
        for (int i = 1; i < p.length; i++) {
            p[i] = signed(common, 6 + 2 * i);
        }
        int middle = Bytes.unsigned(own, 4);
        int[] h = {
            Bytes.unsigned(common, 25),
            signed(own, 0),
            Bytes.unsigned(own, 2),
            own[3] << 4 | (middle & 0x0F),
            own[5] << 4 | middle >> 4,
            own[6]
        };
        return new Calibration(t, p, h);
    }

    private static int signed(byte[] bytes, int at) {
        return (short) Bytes.wordLittle(bytes, at);
    }

    /** What the formulas call t_fine: the temperature in 1/5120 °C, on which the others depend. */
    double fineTemperature(int raw) {
        double first = (raw / 16384.0 - t[0] / 1024.0) * t[1];
        double offset = raw / 131072.0 - t[0] / 8192.0;
        return first + offset * offset * t[2];
    }

    /** In °C. */
    static double temperature(double fine) {
        return fine / 5120;
    }

    /** In hPa; not a number for a calibration that cannot be one. */
    double pressure(int raw, double fine) {
        double a = fine / 2 - 64000;
        double b = a * a * p[5] / 32768;
        b += a * p[4] * 2;
        b = b / 4 + p[3] * 65536.0;
        double c = (p[2] * a * a / 524288 + p[1] * a) / 524288;
        c = (1 + c / 32768) * p[0];
        if (c == 0) {
            return Double.NaN;
        }
        double pascal = (1048576 - raw - b / 4096) * 6250 / c;
        double d = p[8] * pascal * pascal / 2147483648.0;
        double e = pascal * p[7] / 32768;
        return (pascal + (d + e + p[6]) / 16) / 100;
    }

    /** Relative, in percent, held between 0 and 100 as the data sheet has it. */
    double humidity(int raw, double fine) {
        double a = fine - 76800;
        double b = raw - (h[3] * 64.0 + h[4] / 16384.0 * a);
        double c = h[1] / 65536.0 * (1 + h[5] / 67108864.0 * a * (1 + h[2] / 67108864.0 * a));
        double percent = b * c;
        percent *= 1 - h[0] * percent / 524288;
        return Math.clamp(percent, 0, 100);
    }
}

package dev.linnet.sensors;

import java.util.Set;

/** The units that may stand in SenML: the registries of RFC 8428 §12.1 and RFC 8798 §2 and §3. */
public final class Units {
    private static final Set<String> REGISTERED = Set.of(
            // RFC 8428
            "m",
            "kg",
            "g",
            "s",
            "A",
            "K",
            "cd",
            "mol",
            "Hz",
            "rad",
            "sr",
            "N",
            "Pa",
            "J",
            "W",
            "C",
            "V",
            "F",
            "Ohm",
            "S",
            "Wb",
            "T",
            "H",
            "Cel",
            "lm",
            "lx",
            "Bq",
            "Gy",
            "Sv",
            "kat",
            "m2",
            "m3",
            "l",
            "m/s",
            "m/s2",
            "m3/s",
            "l/s",
            "W/m2",
            "cd/m2",
            "bit",
            "bit/s",
            "lat",
            "lon",
            "pH",
            "dB",
            "dBW",
            "Bspl",
            "count",
            "/",
            "%",
            "%RH",
            "%EL",
            "EL",
            "1/s",
            "1/min",
            "beat/min",
            "beats",
            "S/m",
            // RFC 8798: primary
            "B",
            "VA",
            "VAs",
            "var",
            "vars",
            "J/m",
            "kg/m3",
            "deg",
            // RFC 8798: secondary
            "ms",
            "min",
            "h",
            "MHz",
            "kW",
            "kVA",
            "kvar",
            "Ah",
            "Wh",
            "kWh",
            "varh",
            "kvarh",
            "kVAh",
            "Wh/km",
            "KiB",
            "GB",
            "Mbit/s",
            "B/s",
            "MB/s",
            "mV",
            "mA",
            "dBm",
            "ug/m3",
            "mm/h",
            "m/h",
            "ppm",
            "/100",
            "/1000",
            "hPa",
            "mm",
            "cm",
            "km",
            "km/h");

    private Units() {}

    public static boolean isRegistered(String unit) {
        return REGISTERED.contains(unit);
    }

    /** Returns the unit, or throws {@link IllegalArgumentException}; the empty text stands for no unit. */
    public static String require(String unit) {
        if (!unit.isEmpty() && !isRegistered(unit)) {
            throw new IllegalArgumentException(
                    "'" + unit
                            + "' is no unit of SenML's registry (RFC 8428 §12.1, RFC 8798), which writes °C as Cel and Ω as Ohm");
        }
        return unit;
    }
}

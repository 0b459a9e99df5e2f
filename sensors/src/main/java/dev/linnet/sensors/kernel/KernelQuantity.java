package dev.linnet.sensors.kernel;

import dev.linnet.sensors.Quantity;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kernel's words for quantities, and its units in ours (Documentation/ABI/testing/sysfs-bus-iio, Documentation/hwmon/sysfs-interface.rst).
 * iio's units are of the processed value: raw value and offset, times scale.
 */
enum KernelQuantity {
    // iio
    TEMP("iio", "temp", Quantity.TEMPERATURE, 1e-3),
    HUMIDITYRELATIVE("iio", "humidityrelative", Quantity.HUMIDITY, 1e-3),
    PRESSURE("iio", "pressure", Quantity.PRESSURE, 10),
    ILLUMINANCE("iio", "illuminance", Quantity.ILLUMINANCE, 1),
    VOLTAGE("iio", "voltage", Quantity.VOLTAGE, 1e-3),
    CURRENT("iio", "current", Quantity.CURRENT, 1e-3),
    POWER("iio", "power", Quantity.POWER, 1e-3),
    RESISTANCE("iio", "resistance", Quantity.GAS_RESISTANCE, 1),
    PROXIMITY("iio", "proximity", Quantity.COUNT, 1),
    DISTANCE("iio", "distance", Quantity.DISTANCE, 1),
    CONCENTRATION_CO2("iio", "concentration_co2", Quantity.CARBON_DIOXIDE, 1e4),
    // hwmon
    HWMON_TEMP("hwmon", "temp", Quantity.TEMPERATURE, 1e-3),
    HWMON_HUMIDITY("hwmon", "humidity", Quantity.HUMIDITY, 1e-3),
    HWMON_IN("hwmon", "in", Quantity.VOLTAGE, 1e-3),
    HWMON_CURR("hwmon", "curr", Quantity.CURRENT, 1e-3),
    HWMON_POWER("hwmon", "power", Quantity.POWER, 1e-6),
    HWMON_FAN("hwmon", "fan", Quantity.FREQUENCY, 1.0 / 60);

    private final String system;
    private final String word;
    private final Quantity quantity;
    private final double factor;

    KernelQuantity(String system, String word, Quantity quantity, double factor) {
        this.system = system;
        this.word = word;
        this.quantity = quantity;
        this.factor = factor;
    }

    /** The quantity of a channel such as {@code temp}, {@code voltage3} or {@code temp1}. */
    static Optional<KernelQuantity> of(String system, String channel) {
        String word = channel.replaceFirst("[0-9]+(-voltage[0-9]+)?$", "");
        return Arrays.stream(values())
                .filter(each -> each.system.equals(system) && (each.word.equals(channel) || each.word.equals(word)))
                .findFirst();
    }

    Quantity quantity() {
        return quantity;
    }

    /** Turns the kernel's value into the quantity's unit. */
    double convert(double value) {
        return value * factor;
    }
}

package dev.linnet.sensors;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one channel of a device gives or takes.
 *
 * @param name tells the channels of one device apart, and is appended to the device's id; empty when there is only one
 * @param type the form of its values
 * @param quantity what it measures or switches
 * @param unit a unit of SenML's registry, empty for booleans and text
 * @param range the values that it can take, null when unbounded or not a number
 */
public record ChannelSpec(
        String name,
        ValueType type,
        Quantity quantity,
        String unit,
        @Nullable Range range) {
    public ChannelSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(quantity, "quantity");
        Units.require(unit);
        if (range != null && type != ValueType.NUMBER) {
            throw new IllegalArgumentException("channel '" + name + "' has a range but is no number");
        }
    }

    /** A number in the quantity's usual unit, unbounded. */
    public static ChannelSpec number(String name, Quantity quantity) {
        return new ChannelSpec(name, ValueType.NUMBER, quantity, quantity.unit(), null);
    }

    /** A number in the quantity's usual unit from {@code min} to {@code max}. */
    public static ChannelSpec number(String name, Quantity quantity, double min, double max) {
        return new ChannelSpec(name, ValueType.NUMBER, quantity, quantity.unit(), new Range(min, max));
    }

    public static ChannelSpec flag(String name, Quantity quantity) {
        return new ChannelSpec(name, ValueType.BOOLEAN, quantity, "", null);
    }

    /** The id of this channel of a device with that id. */
    public String idWithin(String device) {
        return name.isEmpty() ? device : device + "-" + name;
    }
}

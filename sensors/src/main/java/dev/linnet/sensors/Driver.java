package dev.linnet.sensors;

import java.util.List;

/** Knows one kind of device: its name in the configuration, its options, and how to make one. Holds no state. */
public sealed interface Driver permits SensorDriver, ActuatorDriver {
    /** As written after {@code driver:}. */
    String name();

    /** One line for people. */
    String summary();

    /** Everything that may stand in the configuration beside the keys that all devices have. */
    List<Option<?>> options();

    /** Whether the options go together. */
    default void validate(OptionValues options) throws OptionException {}

    /** What only one device may use, so that a pin used twice is found before the hardware is. */
    default List<Claim> claims(OptionValues options) {
        return List.of();
    }
}

package dev.linnet.sensors;

import java.time.Duration;
import java.util.List;

/** Makes sensors of one kind. */
public non-sealed interface SensorDriver extends Driver {
    /** How often to sample when the configuration does not say. */
    Duration defaultInterval();

    /** Every channel that a device with these options may have; a device may have fewer, never others. */
    List<ChannelSpec> channels(OptionValues options);

    /** Wires a device and may look at the machine's files, but opens no hardware. */
    Sensor create(Hardware hardware, OptionValues options);
}

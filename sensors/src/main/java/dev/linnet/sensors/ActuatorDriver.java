package dev.linnet.sensors;

/** Makes actuators of one kind. */
public non-sealed interface ActuatorDriver extends Driver {
    ChannelSpec channel(OptionValues options);

    /** The state that a device starts in when the configuration does not say. */
    Sample.Value rest(OptionValues options);

    /** Wires a device; opens no hardware. */
    Actuator create(Hardware hardware, OptionValues options);
}

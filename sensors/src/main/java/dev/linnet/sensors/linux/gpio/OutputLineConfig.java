package dev.linnet.sensors.linux.gpio;

import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.impl.DefaultDigitalOutputConfig;

/** A configuration that is unique among the lines of all chips: Pi4J's own counts the line's number only. */
final class OutputLineConfig extends DefaultDigitalOutputConfig {
    private final int identifier;

    OutputLineConfig(DigitalOutputConfig given, int identifier) {
        super(given.properties());
        this.identifier = identifier;
    }

    @Override
    public int getUniqueIdentifier() {
        return identifier;
    }
}

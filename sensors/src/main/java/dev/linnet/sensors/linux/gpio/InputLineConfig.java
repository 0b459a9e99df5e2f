package dev.linnet.sensors.linux.gpio;

import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.impl.DefaultDigitalInputConfig;

/** A configuration that is unique among the lines of all chips: Pi4J's own counts the line's number only. */
final class InputLineConfig extends DefaultDigitalInputConfig {
    private final int identifier;

    InputLineConfig(DigitalInputConfig given, int identifier) {
        super(given.properties());
        this.identifier = identifier;
    }

    @Override
    public int getUniqueIdentifier() {
        return identifier;
    }
}

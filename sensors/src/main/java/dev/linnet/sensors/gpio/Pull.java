package dev.linnet.sensors.gpio;

import com.pi4j.io.gpio.digital.PullResistance;
import dev.linnet.sensors.Option;

/** The resistor that holds an input's level while nothing drives it. */
public enum Pull {
    NONE(PullResistance.OFF),
    UP(PullResistance.PULL_UP),
    DOWN(PullResistance.PULL_DOWN);

    public static final Option<Pull> OPTION = Option.choice("pull", Pull.class, NONE, "the line's own resistor");

    private final PullResistance resistance;

    Pull(PullResistance resistance) {
        this.resistance = resistance;
    }

    PullResistance resistance() {
        return resistance;
    }
}

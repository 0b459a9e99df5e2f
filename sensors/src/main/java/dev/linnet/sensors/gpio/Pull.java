package dev.linnet.sensors.gpio;

import com.pi4j.io.gpio.digital.PullResistance;

/** The resistor that holds an input's level while nothing drives it. */
enum Pull {
    NONE(PullResistance.OFF),
    UP(PullResistance.PULL_UP),
    DOWN(PullResistance.PULL_DOWN);

    private final PullResistance resistance;

    Pull(PullResistance resistance) {
        this.resistance = resistance;
    }

    PullResistance resistance() {
        return resistance;
    }
}

package dev.linnet.sensors.gpio;

import java.time.Duration;

/**
 * What an output does when it is switched on: stay so, or be on for a time, so many times.
 *
 * @param on how long; zero to stay on
 * @param off how long between
 * @param times how often
 */
record Beat(Duration on, Duration off, int times) {
    static final Beat STEADY = new Beat(Duration.ZERO, Duration.ZERO, 1);

    static Beat once(Duration on) {
        return new Beat(on, Duration.ZERO, 1);
    }

    boolean isSteady() {
        return on.isZero();
    }
}

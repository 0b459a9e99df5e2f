package dev.linnet.sensors.bus;

import java.io.IOException;
import java.time.Duration;

/**
 * What one kind of chip knows: how it is set up, how a measurement is started and how its values are read. One is made each time that the
 * chip is opened, after a failure too; calls come one at a time.
 */
public interface Chip {
    /** Puts the chip, which may have lost power since, in the state that the others need; says so if it is another chip. */
    default void initialise() throws IOException {}

    /** Starts a measurement and says how long it takes. */
    default Duration start() throws IOException {
        return Duration.ZERO;
    }

    /**
     * Reads what {@link #start} began: one number for each of the sensor's channels in their order and units; not a number where there is none
     * this time.
     */
    double[] read() throws IOException;
}

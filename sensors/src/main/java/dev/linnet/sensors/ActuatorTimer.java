package dev.linnet.sensors;

import java.io.IOException;
import java.time.Duration;

/** Lets an actuator act by itself later, in turn with everything else that is done to it: nothing of an actuator runs twice at once. */
public interface ActuatorTimer {
    /** The monotonic clock that the delays are measured on. */
    long nanoTime();

    /** Runs the step after that time. */
    Pending after(Duration delay, Step step);

    /** What is to be done then. */
    @FunctionalInterface
    interface Step {
        /** Does it, and returns whether the state that it has led to is to be told. */
        boolean run() throws IOException;
    }

    /** A step that may still be called off. */
    @FunctionalInterface
    interface Pending {
        /** The step will not run any more. */
        void cancel();
    }
}

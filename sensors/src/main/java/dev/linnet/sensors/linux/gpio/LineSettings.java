package dev.linnet.sensors.linux.gpio;

import java.time.Duration;

/** How a line is asked for: as an input with its edges, or as an output with its first level. */
public sealed interface LineSettings {
    /** Resistors inside the chip. */
    enum Bias {
        /** Leaves them as they are. */
        AS_IS(0),
        NONE(GpioAbi.FLAG_BIAS_DISABLED),
        PULL_UP(GpioAbi.FLAG_BIAS_PULL_UP),
        PULL_DOWN(GpioAbi.FLAG_BIAS_PULL_DOWN);

        final long flag;

        Bias(long flag) {
            this.flag = flag;
        }
    }

    /**
     * With both edges.
     *
     * @param debounce how long a level must hold before it counts; zero: at once
     */
    record Input(Bias bias, Duration debounce) implements LineSettings {
        private static final Duration LONGEST = Duration.ofNanos(0xFFFF_FFFFL * 1_000);

        public Input {
            if (debounce.isNegative() || debounce.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("debounce must be from 0 to 71 minutes, not " + debounce);
            }
        }
    }

    /**
     * Driven, push-pull.
     *
     * @param high the level from the moment of the request on, without a glitch before it
     */
    record Output(boolean high) implements LineSettings {}
}

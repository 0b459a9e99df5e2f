package dev.linnet.sensors.simulated;

/** A shape that repeats: phase from 0 (inclusive) to 1 (exclusive) in, height from 0 to 1 out. */
enum Waveform {
    SINE {
        @Override
        double height(double phase) {
            return (1 + Math.sin(2 * Math.PI * phase)) / 2;
        }
    },
    SAWTOOTH {
        @Override
        double height(double phase) {
            return phase;
        }
    },
    SQUARE {
        @Override
        double height(double phase) {
            return phase < 0.5 ? 1 : 0;
        }
    },
    /** A staircase of five steps up. */
    STEPS {
        @Override
        double height(double phase) {
            return Math.floor(phase * 5) / 4;
        }
    },
    CONSTANT {
        @Override
        double height(double phase) {
            return 0.5;
        }
    },
    /** No repeating shape: each value a small random step from the one before, kept between the bounds. */
    RANDOM_WALK {
        @Override
        double height(double phase) {
            return 0.5;
        }
    };

    abstract double height(double phase);
}

package dev.linnet.sensors;

/** Inclusive bounds in a channel's unit. */
public record Range(double min, double max) {
    public Range {
        if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("a range needs finite min <= max, not " + min + " to " + max);
        }
    }

    @Override
    public String toString() {
        return min + " to " + max;
    }

    public boolean contains(double value) {
        return value >= min && value <= max;
    }
}

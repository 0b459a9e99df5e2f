package dev.linnet.agent.conditioning;

/** Puts a value beyond the bounds onto the bound. */
public record Clamp(double min, double max) implements Filter.Transform {
    public Clamp {
        if (!(min < max)) {
            throw new IllegalArgumentException("min must be below max");
        }
    }

    @Override
    public double apply(double value) {
        return Math.clamp(value, min, max);
    }
}

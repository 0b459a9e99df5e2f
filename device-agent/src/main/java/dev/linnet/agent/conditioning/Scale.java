package dev.linnet.agent.conditioning;

/**
 * A straight line: value × {@code factor} + {@code offset}.
 *
 * @param factor without a unit
 * @param offset in the channel's unit
 */
public record Scale(double factor, double offset) implements Filter.Transform {
    @Override
    public double apply(double value) {
        return value * factor + offset;
    }
}

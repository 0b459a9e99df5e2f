package dev.linnet.agent.conditioning;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds to so many decimals, halves away from zero. */
public record Round(int decimals) implements Filter.Transform {
    @Override
    public double apply(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()
                : value;
    }
}

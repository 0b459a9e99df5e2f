package dev.linnet.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says about one of its channels in {@code hello}.
 *
 * @param id unique within the device
 * @param kind whether it is read or written
 * @param type which form its values have
 * @param quantity what it measures or switches, in words of {@code docs/protocol.md}: {@code temperature}, {@code door}, …
 * @param unit SenML unit (RFC 8428 §12.1, RFC 8798), empty for booleans, text and plain counts
 * @param range the values that it can take; null when unbounded or not a number
 */
public record ChannelDescription(
        String id,
        Kind kind,
        Type type,
        String quantity,
        String unit,
        @Nullable Range range) {
    /** Sensors are only read; actuators also take commands, and report their state as readings. */
    public enum Kind {
        SENSOR,
        ACTUATOR
    }

    /** The form of a channel's values. */
    public enum Type {
        NUMBER,
        BOOLEAN,
        TEXT;

        /** Whether that value has this form. */
        public boolean accepts(Value value) {
            return switch (this) {
                case NUMBER -> value instanceof Value.Numeric;
                case BOOLEAN -> value instanceof Value.Bool;
                case TEXT -> value instanceof Value.Text;
            };
        }
    }

    /** Inclusive bounds in the channel's unit. */
    public record Range(double min, double max) {
        public Range {
            if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
                throw new IllegalArgumentException("a range needs finite min <= max, not " + min + "–" + max);
            }
        }

        public boolean contains(double value) {
            return value >= min && value <= max;
        }
    }

    public ChannelDescription {
        Names.require("channel", id);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(unit, "unit");
        if (range != null && type != Type.NUMBER) {
            throw new IllegalArgumentException("channel '" + id + "' has a range but is no number");
        }
    }
}

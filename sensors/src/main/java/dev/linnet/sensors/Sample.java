package dev.linnet.sensors;

import java.util.Objects;

/** What came of reading a channel once: a value, or why there is none. */
public sealed interface Sample {
    /** What a channel reads or takes. */
    sealed interface Value extends Sample {
        /** Whether this value has that form. */
        default boolean is(ValueType type) {
            return switch (type) {
                case NUMBER -> this instanceof Numeric;
                case BOOLEAN -> this instanceof Bool;
                case TEXT -> this instanceof Text;
            };
        }
    }

    /** A finite number in the channel's unit. */
    record Numeric(double value) implements Value {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value must be a finite number, not " + value);
            }
        }
    }

    /** On or off; true is the active state, whatever level the wire has. */
    record Bool(boolean value) implements Value {}

    /** A word or a short text. */
    record Text(String value) implements Value {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /** No value this time. The reason is for people and names the place: {@code no answer at 0x76 on bus 1}. */
    record Unavailable(String reason) implements Sample {
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Changes that came faster than they could be taken and that nobody saw, right before this moment.
     *
     * @param count how many, at least one
     */
    record Missed(long count) implements Sample {
        public Missed {
            if (count < 1) {
                throw new IllegalArgumentException("at least one change is missed, not " + count);
            }
        }
    }

    /** A number; unavailable when it is none, as a division of two counters that did not move. */
    static Sample of(double value) {
        return Double.isFinite(value) ? new Numeric(value) : new Unavailable("the sensor gave no number but " + value);
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(String value) {
        return new Text(value);
    }
}

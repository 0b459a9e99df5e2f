package dev.linnet.protocol;

import java.util.Objects;

/** What a channel reads or takes: SenML's {@code v}, {@code vb} or {@code vs} (RFC 8428 §4.2). */
public sealed interface Value {
    /** A finite number in the channel's unit. */
    record Numeric(double value) implements Value {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value must be a finite number, not " + value);
            }
        }

        /** Without a decimal point when it is whole: {@code 21}, {@code 21.5}. */
        @Override
        public String toString() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /** On or off. */
    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** Text of at most {@value #MAX_CHARS} characters. */
    record Text(String value) implements Value {
        public static final int MAX_CHARS = 1024;

        public Text {
            Objects.requireNonNull(value, "value");
            if (value.length() > MAX_CHARS) {
                throw new IllegalArgumentException("a text value has at most " + MAX_CHARS + " characters");
            }
            if (!Unicode.isWellFormed(value)) {
                throw new IllegalArgumentException("a text value cannot hold half a surrogate pair");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }

    static Value of(double value) {
        return new Numeric(value);
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(String value) {
        return new Text(value);
    }
}

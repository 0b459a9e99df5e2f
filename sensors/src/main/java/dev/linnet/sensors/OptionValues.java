package dev.linnet.sensors;

import java.util.HashMap;
import java.util.Map;

/** The values that a configuration gives to a driver's options. Immutable once built. */
public final class OptionValues {
    private final Map<String, Object> values;

    private OptionValues(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** Every option at its fallback. */
    public static OptionValues none() {
        return new Builder().build();
    }

    /** The value, else the option's fallback; a required option without a value is the configuration reader's mistake. */
    @SuppressWarnings("unchecked") // Builder.put took a T for this very option
    public <T> T get(Option<T> option) {
        T value = (T) values.get(option.key());
        if (value != null) {
            return value;
        }
        T fallback = option.fallback();
        if (fallback == null) {
            throw new IllegalStateException("option '" + option.key() + "' has no value");
        }
        return fallback;
    }

    public boolean has(Option<?> option) {
        return values.containsKey(option.key());
    }

    /** Collects values. */
    public static final class Builder {
        private final Map<String, Object> values = new HashMap<>();

        public <T> Builder put(Option<T> option, T value) {
            values.put(option.key(), value);
            return this;
        }

        public OptionValues build() {
            return new OptionValues(values);
        }
    }
}

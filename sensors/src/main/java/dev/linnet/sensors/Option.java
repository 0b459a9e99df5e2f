package dev.linnet.sensors;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a driver: its key, the form of its value and what it means. The configuration reads it by this
 * description, so that it can be strict; identity counts, so keep options as constants.
 *
 * @param fallback the value when the key is missing; null for one that must be there
 * @param help one line for people
 */
public record Option<T>(String key, Form<T> form, @Nullable T fallback, String help) {
    /** What a value may look like. */
    public sealed interface Form<T> {
        /** A whole number, decimal or {@code 0x…}. */
        record Whole(int min, int max) implements Form<Integer> {}

        record Decimal(double min, double max) implements Form<Double> {}

        record Flag() implements Form<Boolean> {}

        /** With its unit, at least that long. */
        record Time(Duration min) implements Form<Duration> {}

        record Word() implements Form<String> {}

        record Words() implements Form<List<String>> {}

        /** A constant's name in lower case with hyphens. */
        record Choice<E extends Enum<E>>(Class<E> type) implements Form<E> {}
    }

    public static Option<Integer> whole(String key, int min, int max, @Nullable Integer fallback, String help) {
        return new Option<>(key, new Form.Whole(min, max), fallback, help);
    }

    public static Option<Double> number(String key, double min, double max, @Nullable Double fallback, String help) {
        return new Option<>(key, new Form.Decimal(min, max), fallback, help);
    }

    public static Option<Boolean> flag(String key, boolean fallback, String help) {
        return new Option<>(key, new Form.Flag(), fallback, help);
    }

    public static Option<Duration> time(String key, Duration min, @Nullable Duration fallback, String help) {
        return new Option<>(key, new Form.Time(min), fallback, help);
    }

    public static Option<String> word(String key, @Nullable String fallback, String help) {
        return new Option<>(key, new Form.Word(), fallback, help);
    }

    /** A list, empty when the key is missing. */
    public static Option<List<String>> words(String key, String help) {
        return new Option<>(key, new Form.Words(), List.of(), help);
    }

    public static <E extends Enum<E>> Option<E> choice(String key, Class<E> type, @Nullable E fallback, String help) {
        return new Option<>(key, new Form.Choice<>(type), fallback, help);
    }
}

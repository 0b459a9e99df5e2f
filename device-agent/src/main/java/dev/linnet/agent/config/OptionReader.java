package dev.linnet.agent.config;

import dev.linnet.configuration.Section;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionValues;
import java.time.Duration;
import java.util.List;

/** Reads a driver's options from its entry, in the forms that the driver described. */
final class OptionReader {
    private OptionReader() {}

    static OptionValues read(Section section, List<Option<?>> options) {
        OptionValues.Builder values = new OptionValues.Builder();
        options.forEach(option -> put(values, section, option));
        return values.build();
    }

    private static <T> void put(OptionValues.Builder values, Section section, Option<T> option) {
        T fallback = option.fallback();
        // A required option that is missing is reported by the form's method, which also gives a stand-in.
        if (section.has(option.key()) || fallback == null) {
            values.put(option, value(section, option.key(), option.form()));
        }
    }

    @SuppressWarnings("unchecked") // each case's T is the value's type by the form's own declaration
    private static <T> T value(Section section, String key, Option.Form<T> form) {
        return (T) untyped(section, key, form);
    }

    private static Object untyped(Section section, String key, Option.Form<?> form) {
        if (form instanceof Option.Form.Whole(int min, int max)) {
            return section.integer(key, min, max);
        }
        if (form instanceof Option.Form.Decimal(double min, double max)) {
            return section.number(key, min, max);
        }
        if (form instanceof Option.Form.Flag) {
            return section.flag(key, false);
        }
        if (form instanceof Option.Form.Time(Duration min)) {
            return time(section, key, min);
        }
        if (form instanceof Option.Form.Word) {
            return section.text(key);
        }
        if (form instanceof Option.Form.Words) {
            return section.texts(key);
        }
        return choice(section, key, (Option.Form.Choice<?>) form);
    }

    private static Duration time(Section section, String key, Duration min) {
        Duration time = section.duration(key);
        if (time.compareTo(min) < 0) {
            section.problem(key, key + ": at least " + Value.of(min.toNanos() / 1e6) + "ms");
            return min;
        }
        return time;
    }

    private static <E extends Enum<E>> E choice(Section section, String key, Option.Form.Choice<E> form) {
        return section.choice(key, form.type());
    }
}

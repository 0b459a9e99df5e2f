package dev.linnet.agent.config;

import dev.linnet.protocol.Value;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sample;
import java.util.Locale;

/** A channel's states as people write them: {@code on}, {@code off}, {@code 42}. */
final class States {
    private States() {}

    /** Throws {@link IllegalArgumentException} that says what was expected. */
    static Sample.Value parse(String text, ChannelSpec channel) {
        return switch (channel.type()) {
            case BOOLEAN -> Sample.of(flag(text));
            case NUMBER -> new Sample.Numeric(number(text, channel));
            case TEXT -> Sample.of(text);
        };
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> throw new IllegalArgumentException("expected on or off, not '" + text + "'");
        };
    }

    private static double number(String text, ChannelSpec channel) {
        Range range = channel.range();
        String expected = "expected a number"
                + (range == null ? "" : " from " + Value.of(range.min()) + " to " + Value.of(range.max())) + ", not '"
                + text + "'";
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
        if (!Double.isFinite(value) || (range != null && !range.contains(value))) {
            throw new IllegalArgumentException(expected);
        }
        return value;
    }
}

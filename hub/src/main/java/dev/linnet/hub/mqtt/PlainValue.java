package dev.linnet.hub.mqtt;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values as plain topic payloads. Booleans are written {@code ON} and {@code OFF}, which Home Assistant and openHAB take
 * without configuration, and read in every form that their users send.
 */
final class PlainValue {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private PlainValue() {}

    static String write(Value value) {
        return switch (value) {
            case Value.Bool bool -> bool.value() ? "ON" : "OFF";
            case Value.Numeric numeric -> numeric.toString();
            case Value.Text text -> text.value();
        };
    }

    /** Throws {@link IllegalArgumentException} that names the forms taken. */
    static Value read(ChannelDescription.Type type, String text) {
        return switch (type) {
            case BOOLEAN -> bool(text);
            case NUMBER -> number(text);
            case TEXT -> Value.of(text);
        };
    }

    private static Value bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "on", "true", "1" -> Value.of(true);
            case "off", "false", "0" -> Value.of(false);
            default -> throw new IllegalArgumentException("expected on, off, true, false, 1 or 0, not '" + text + "'");
        };
    }

    private static Value number(String text) {
        String number = text.strip();
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("expected a number such as 21.5, not '" + text + "'");
        }
        return Value.of(Double.parseDouble(number));
    }
}

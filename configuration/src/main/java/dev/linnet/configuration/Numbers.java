package dev.linnet.configuration;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers, flags and choices; each throws {@link IllegalArgumentException} that says what was expected. */
final class Numbers {
    private Numbers() {}

    static int integer(String text, int min, int max) {
        try {
            int value = Integer.decode(text.matches("-?0[0-9]+") ? text.replaceFirst("0+(?=.)", "") : text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notWhole(text, min, max), e);
        }
        throw new IllegalArgumentException(notWhole(text, min, max));
    }

    private static String notWhole(String text, int min, int max) {
        return "expected a whole number from " + min + " to " + max + ", not '" + text + "'";
    }

    static double number(String text, double min, double max) {
        try {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notNumber(text, min, max), e);
        }
        throw new IllegalArgumentException(notNumber(text, min, max));
    }

    private static String notNumber(String text, double min, double max) {
        return "expected a number from " + plain(min) + " to " + plain(max) + ", not '" + text + "'";
    }

    /** Without the point that Java gives to whole numbers. */
    private static String plain(double number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw new IllegalArgumentException("expected true or false, not '" + text + "'");
        };
    }

    static <E extends Enum<E>> E choice(String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(text)) {
                return constant;
            }
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Numbers::written).toList();
        throw new IllegalArgumentException(Section.unknown(text, names));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

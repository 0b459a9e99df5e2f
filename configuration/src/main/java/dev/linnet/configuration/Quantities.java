package dev.linnet.configuration;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 500ms}, {@code 10s}, {@code 1.5h}, {@code 64MiB}. */
public final class Quantities {
    static final String DURATION_FORM = "a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s";
    static final String SIZE_FORM = "a size with its unit: B, KiB, MiB or GiB, such as 64MiB";

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s?([A-Za-zµμ]+)");

    private Quantities() {}

    /** Throws {@link IllegalArgumentException} that names the form. */
    public static Duration duration(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected " + DURATION_FORM + ", not '" + text + "'");
        }
        long nanos = switch (matcher.group(2)) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException("expected " + DURATION_FORM + ", not '" + text + "'");
        };
        return Duration.ofNanos(whole(text, matcher.group(1), nanos));
    }

    /** In bytes; throws {@link IllegalArgumentException} that names the form. */
    public static long size(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected " + SIZE_FORM + ", not '" + text + "'");
        }
        long bytes = switch (matcher.group(2)) {
            case "B" -> 1L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> throw new IllegalArgumentException("expected " + SIZE_FORM + ", not '" + text + "'");
        };
        return whole(text, matcher.group(1), bytes);
    }

    /** So many of a unit, exactly; in whole numbers, since {@link java.math.BigDecimal} brings forty classes. */
    private static long whole(String text, String number, long unit) {
        int point = number.indexOf('.');
        int places = point < 0 ? 0 : number.length() - point - 1;
        long multiplier = unit;
        long divisor = 1;
        try {
            for (int place = 0; place < places; place++) {
                if (multiplier % 10 == 0) {
                    multiplier /= 10;
                } else {
                    divisor = Math.multiplyExact(divisor, 10);
                }
            }
            long product = Math.multiplyExact(Long.parseLong(number.replace(".", "")), multiplier);
            if (product % divisor == 0) {
                return product / divisor;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(tooMuch(text), e);
        }
        throw new IllegalArgumentException(tooMuch(text));
    }

    private static String tooMuch(String text) {
        return "'" + text + "' is too large or too fine";
    }
}

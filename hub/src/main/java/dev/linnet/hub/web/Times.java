package dev.linnet.hub.web;

import dev.linnet.configuration.Quantities;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times and durations in the API's parameters and on the command line. */
public final class Times {
    private Times() {}

    /** {@code 2026-01-31T12:00:00Z}, with any offset, or a duration before now: {@code -6h}. */
    public static Instant instant(String text, Instant now) {
        if (text.startsWith("-")) {
            return now.minus(duration(text.substring(1)));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a time such as 2026-01-31T12:00:00Z, or a duration before now such as -6h, not '" + text
                            + "'",
                    e);
        }
    }

    /** {@code 500ms}, {@code 10s}, {@code 5m}. */
    static Duration duration(String text) {
        Duration duration = Quantities.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than zero");
        }
        return duration;
    }
}

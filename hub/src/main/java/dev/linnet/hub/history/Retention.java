package dev.linnet.hub.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the history keeps what. What is shorter goes first, so that an answer in buckets is never emptier than the
 * readings that are still there.
 *
 * @param raw readings; null: forever, here and below
 * @param minutes roll-ups by the minute, at least as long as readings
 * @param hours roll-ups by the hour, at least as long as those by the minute
 * @param maxBytes what the history may take; beyond, the oldest readings go, then the oldest roll-ups
 */
public record Retention(
        @Nullable Duration raw,
        @Nullable Duration minutes,
        @Nullable Duration hours,
        long maxBytes) {
    public static final long MIN_BYTES = 1L << 20;

    public static final Retention DEFAULT = new Retention(Duration.ofDays(30), Duration.ofDays(365), null, 4L << 30);

    public Retention {
        if (!covers(minutes, raw) || !covers(hours, minutes)) {
            throw new IllegalArgumentException("roll-ups must be kept as long as what they sum up, or longer");
        }
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException("a history needs at least " + MIN_BYTES + " bytes");
        }
    }

    /** Whether {@code longer} is at least as long as {@code shorter}. */
    public static boolean covers(@Nullable Duration longer, @Nullable Duration shorter) {
        return longer == null || (shorter != null && longer.compareTo(shorter) >= 0);
    }
}

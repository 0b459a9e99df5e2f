package dev.linnet.hub.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to look up of one channel's readings: those from {@code from}, inclusive, to {@code to}, exclusive. */
public sealed interface HistoryQuery {
    int MAX_POINTS = 10_000;

    String device();

    String channel();

    Instant from();

    Instant to();

    /**
     * The newest readings of the range, one page of them.
     *
     * @param limit the most to return, 1–{@value #MAX_POINTS}
     * @param before where the page before this one (with newer readings) began; null for the first page
     */
    record Raw(
            String device,
            String channel,
            Instant from,
            Instant to,
            int limit,
            @Nullable Position before) implements HistoryQuery {
        public Raw {
            requireRange(from, to);
            if (limit < 1 || limit > MAX_POINTS) {
                throw new IllegalArgumentException("limit must be from 1 to " + MAX_POINTS + ", not " + limit);
            }
        }
    }

    /**
     * The range in buckets of equal length, empty ones left out.
     *
     * @param every a bucket's length; buckets start at its multiples since 1970
     */
    record Bucketed(String device, String channel, Instant from, Instant to, Duration every) implements HistoryQuery {
        public Bucketed {
            requireRange(from, to);
            if (every.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException("buckets must be at least 1ms long, not " + every);
            }
            if (Duration.between(from, to).dividedBy(every) >= MAX_POINTS) {
                throw new IllegalArgumentException(
                        "that makes more than " + MAX_POINTS + " buckets: choose longer ones or a shorter range");
            }
        }
    }

    private static void requireRange(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to: " + from + " is not before " + to);
        }
    }
}

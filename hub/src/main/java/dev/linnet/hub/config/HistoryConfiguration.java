package dev.linnet.hub.config;

import dev.linnet.configuration.Quantities;
import dev.linnet.configuration.Section;
import dev.linnet.hub.history.Retention;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the history is written.
 *
 * @param commitEvery how long a reading may wait for its commit; agents keep it until then
 * @param commitReadings how many readings are committed without waiting longer
 * @param queueBytes readings that may wait before sockets are no longer read, bytes
 * @param retention how long what is kept
 */
public record HistoryConfiguration(Duration commitEvery, int commitReadings, long queueBytes, Retention retention) {
    public static final HistoryConfiguration DEFAULT =
            new HistoryConfiguration(Duration.ofSeconds(1), 5_000, 16L << 20, Retention.DEFAULT);

    private static final long MIN_QUEUE = 64L << 10;
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Pattern YEARS = Pattern.compile("[0-9]{1,3}y");
    private static final int MAX_COMMIT_READINGS = 1_000_000;

    public HistoryConfiguration {
        if (commitReadings < 1 || queueBytes < MIN_QUEUE) {
            throw new IllegalArgumentException("a history needs at least one reading a commit and 64KiB of queue");
        }
    }

    static HistoryConfiguration bind(Section section) {
        long queue = section.size("queue", DEFAULT.queueBytes);
        if (queue < MIN_QUEUE) {
            section.problem("queue", "queue: at least 64KiB is needed to take a message in");
            queue = MIN_QUEUE;
        }
        return new HistoryConfiguration(
                section.duration("commit-every", DEFAULT.commitEvery),
                section.integer("commit-readings", 1, MAX_COMMIT_READINGS, DEFAULT.commitReadings),
                queue,
                retention(section));
    }

    private static Retention retention(Section section) {
        Retention usual = Retention.DEFAULT;
        @Nullable Duration raw = kept(section, "raw", usual.raw());
        @Nullable Duration minutes = kept(section, "minutes", usual.minutes());
        @Nullable Duration hours = kept(section, "hours", usual.hours());
        long maxBytes = section.size("max-size", usual.maxBytes());
        if (!Retention.covers(minutes, raw)) {
            section.problem("minutes", "minutes: must be kept as long as raw readings, or longer");
            return usual;
        }
        if (!Retention.covers(hours, minutes)) {
            section.problem("hours", "hours: must be kept as long as minutes, or longer");
            return usual;
        }
        if (maxBytes < Retention.MIN_BYTES) {
            section.problem("max-size", "max-size: at least 1MiB is needed");
            return usual;
        }
        return new Retention(raw, minutes, hours, maxBytes);
    }

    /** Null for ever. */
    private static @Nullable Duration kept(Section section, String key, @Nullable Duration usual) {
        if (!section.has(key)) {
            return usual;
        }
        Duration kept = section.value(key, FOREVER, HistoryConfiguration::kept);
        return kept.equals(FOREVER) ? null : kept;
    }

    /** A duration, years too, or {@code forever}. */
    private static Duration kept(String text) {
        if (text.equals("forever")) {
            return FOREVER;
        }
        Duration kept;
        try {
            kept = YEARS.matcher(text).matches()
                    ? Duration.ofDays(365L * Integer.parseInt(text.substring(0, text.length() - 1)))
                    : Quantities.duration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or 1y, or forever", e);
        }
        if (kept.isZero()) {
            throw new IllegalArgumentException("expected how long to keep it, not '" + text + "'");
        }
        return kept;
    }
}

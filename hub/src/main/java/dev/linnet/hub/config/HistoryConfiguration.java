package dev.linnet.hub.config;

import dev.linnet.configuration.Section;
import java.time.Duration;

/**
 * How the history is written.
 *
 * @param commitEvery how long a reading may wait for its commit; agents keep it until then
 * @param commitReadings how many readings are committed without waiting longer
 * @param queueBytes readings that may wait before sockets are no longer read, bytes
 */
public record HistoryConfiguration(Duration commitEvery, int commitReadings, long queueBytes) {
    public static final HistoryConfiguration DEFAULT =
            new HistoryConfiguration(Duration.ofSeconds(1), 20_000, 16L << 20);

    private static final long MIN_QUEUE = 64L << 10;
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
                queue);
    }
}

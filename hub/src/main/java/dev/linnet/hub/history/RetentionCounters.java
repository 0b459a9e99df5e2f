package dev.linnet.hub.history;

import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;

/** What the history's retention has done, and how large the history is. Written by the writer thread, read by any. */
final class RetentionCounters {
    final Counter readings;
    final Counter minutes;
    final Counter hours;
    volatile long fileBytes;
    volatile long usedBytes;

    RetentionCounters(Metrics metrics) {
        readings = removed(metrics, "reading");
        minutes = removed(metrics, Tier.MINUTE.table);
        hours = removed(metrics, Tier.HOUR.table);
        metrics.gauge("linnet_history_file_bytes", "The history's file.", () -> fileBytes);
        metrics.gauge("linnet_history_used_bytes", "What of the history's file is in use.", () -> usedBytes);
    }

    private static Counter removed(Metrics metrics, String what) {
        return metrics.counter(
                "linnet_history_removed_total", "Rows removed because of their age or for room.", "table", what);
    }
}

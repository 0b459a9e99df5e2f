package dev.linnet.hub.history;

import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;

/** What the writer has removed and arranged, and how large the history is. Written by the writer thread, read by any. */
final class UpkeepCounters {
    final Counter readings;
    final Counter minutes;
    final Counter hours;
    final Counter arranged;
    final Counter pieceBytes;
    volatile long fileBytes;
    volatile long usedBytes;
    volatile long waitingRows;

    UpkeepCounters(Metrics metrics) {
        readings = removed(metrics, "reading");
        minutes = removed(metrics, Tier.MINUTE.table);
        hours = removed(metrics, Tier.HOUR.table);
        arranged = metrics.counter("linnet_history_arranged_total", "Readings arranged in pieces.");
        pieceBytes = metrics.counter("linnet_history_piece_bytes_total", "Bytes of those pieces.");
        metrics.gauge("linnet_history_rows_waiting", "Rows not arranged in pieces yet.", () -> waitingRows);
        metrics.gauge("linnet_history_file_bytes", "The history's file.", () -> fileBytes);
        metrics.gauge("linnet_history_used_bytes", "What of the history's file is in use.", () -> usedBytes);
    }

    private static Counter removed(Metrics metrics, String what) {
        return metrics.counter(
                "linnet_history_removed_total", "Rows removed because of their age or for room.", "table", what);
    }
}

package dev.linnet.hub.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the history is, as of a moment ago.
 *
 * @param problem what keeps it from being written, in words; null when all is well
 * @param lastCommit when the last group was committed; 1970 when none was yet
 * @param queuedBytes what waits for its commit
 * @param fileBytes the file's size, as of a minute ago
 * @param usedBytes what of the file is in use, as of a minute ago
 * @param waitingRows readings that stand as rows, not arranged in pieces yet
 * @param arranged readings that were arranged since the start
 */
public record HistoryStatus(
        @Nullable String problem,
        Instant lastCommit,
        long queuedBytes,
        long fileBytes,
        long usedBytes,
        long waitingRows,
        long arranged,
        Retention retention) {}

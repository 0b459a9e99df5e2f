package dev.linnet.agent.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Sees work on the disk that does not end. A disk that hangs (a dying card, a network file system without its server) gives no error
 * that the thread which waits for it could hear of, so others look after it.
 */
final class DiskWatch {
    /** More than a slow card takes for all that memory holds. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long since; // written by the spool's thread; null while it rests
    private @Nullable Long told; // the looking thread's

    DiskWatch(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    /** The spool's thread goes to the disk. */
    void begin() {
        since = nanoTime.getAsLong();
    }

    /** It is back, whatever came of it. */
    void end() {
        Long begun = since;
        since = null;
        if (begun != null && hangs(begun)) {
            Logger.info("the spool's disk ({}) has answered after {} s", directory, seconds(begun));
        }
    }

    /** Whether the disk keeps its thread for too long. Any thread. */
    boolean hangs() {
        Long begun = since;
        return begun != null && hangs(begun);
    }

    /** Says so in the log, once for each time; on one thread, every few seconds. */
    void look() {
        Long begun = since;
        if (begun != null && hangs(begun) && !begun.equals(told)) {
            told = begun;
            Logger.error(
                    "the spool's disk ({}) has not answered for {} s: it hangs, or is far too slow (dmesg). Sampling and sending go"
                            + " on; readings wait in memory, and the oldest go when that is full",
                    directory,
                    seconds(begun));
        }
    }

    private boolean hangs(long begun) {
        return nanoTime.getAsLong() - begun >= PATIENCE.toNanos();
    }

    private long seconds(long begun) {
        return Duration.ofNanos(nanoTime.getAsLong() - begun).toSeconds();
    }
}

package dev.linnet.hub.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Sees a write that does not return. A disk that hangs (a dying card, a network file system without its server) gives no error that
 * the one who writes could hear of, so others look after it.
 */
final class WriteWatch {
    /** More than the largest group takes on a slow card. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long since; // written by the writer's thread; null while it does not write
    private @Nullable Long told; // the looking thread's

    WriteWatch(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
    }

    /** The writer goes to the disk. */
    void begin() {
        since = nanoTime.getAsLong();
    }

    /** The writer is back, whatever came of it. */
    void end() {
        Long begun = since;
        since = null;
        if (begun != null && hangs(begun)) {
            Logger.info("history {}: the disk has answered after {} s", file, seconds(begun));
        }
    }

    /** In words; null while no write takes too long. Any thread, without blocking. */
    @Nullable
    String problem() {
        Long begun = since;
        return begun == null || !hangs(begun)
                ? null
                : "a write has not returned for " + seconds(begun) + " s: the disk hangs, or is far too slow";
    }

    /** Says so in the log, once for each write; on one thread, every second or so. */
    void look() {
        Long begun = since;
        if (begun != null && hangs(begun) && !begun.equals(told)) {
            told = begun;
            Logger.error(
                    "history {}: a write has not returned for {} s: the disk hangs, or is far too slow (dmesg; is it a network"
                            + " file system whose server is gone?). Nothing is lost, agents keep their readings, and the hub goes"
                            + " on when it returns",
                    file,
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

package dev.linnet.hub.history;

import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The one thread that writes the history. It waits for a group of entries, commits it, and tells the {@link Journal}. When
 * a commit fails (disk full, file locked) it keeps the group and tries again: nothing is acknowledged meanwhile, the
 * journal fills, and sessions stop reading. The same happens while a commit does not return, which {@link WriteWatch} sees.
 */
public final class JournalWriter implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    /** How long the writer rests between two steps of work that can wait, when no readings come. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(20);

    /** How often it looks for such work. */
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    /** How many times the last group is tried when the hub stops; what is then not committed was not acknowledged. */
    private static final int LAST_TRIES = 3;

    /** How long it waits for the last commit when the hub stops: what the service's time to stop leaves for it. */
    private static final Duration LAST_COMMIT = Duration.ofSeconds(6);

    private final Journal journal;
    private final Path file;
    private final Clock clock;
    private final Duration commitEvery;
    private final int commitReadings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Retention retention;
    private final UpkeepCounters upkeepCounters;
    private final Counter readings;
    private final Counter commits;
    private final Counter failures;
    private final WriteWatch watch;

    private volatile @Nullable Thread thread; // written by start() and close()

    private @Nullable Store store; // the writer thread's; null after a failure, until the next try

    /** What keeps the history from being written; null when all is well. */
    private volatile @Nullable String problem;

    private volatile Instant lastCommit = Instant.EPOCH;

    /**
     * @param commitEvery how long a reading may wait for its commit: longer spares a flash card, and costs nothing in a
     *     crash but a resend
     * @param commitReadings how many readings are committed without waiting longer
     * @param retention what is removed in time
     * @param nanoTime a clock that goes on evenly, for what takes too long
     */
    public JournalWriter(
            Journal journal,
            Path file,
            Clock clock,
            Duration commitEvery,
            int commitReadings,
            Retention retention,
            LongSupplier nanoTime,
            Metrics metrics) {
        this.journal = journal;
        this.file = file;
        this.clock = clock;
        this.commitEvery = commitEvery;
        this.commitReadings = commitReadings;
        this.retention = retention;
        watch = new WriteWatch(file, nanoTime);
        upkeepCounters = new UpkeepCounters(metrics);
        readings = metrics.counter("linnet_history_readings_total", "Readings committed to the history.");
        commits = metrics.counter("linnet_history_commits_total", "Group commits.");
        failures =
                metrics.counter("linnet_history_commit_failures_total", "Group commits that failed and were retried.");
        metrics.gauge("linnet_history_queue_bytes", "Readings that wait for their commit.", journal::queuedBytes);
        metrics.count("linnet_readings_missing_total", "Sequence numbers that agents skipped.", journal::missing);
    }

    /** Opens the history, reads the cursors, and begins to write. */
    public void start() throws HistoryException {
        Store first = open();
        thread = Thread.ofPlatform().name("history-writer").start(() -> run(first));
    }

    /** What keeps the history from being written, in words; null when all is well. */
    public @Nullable String problem() {
        String hangs = watch.problem();
        return hangs == null ? problem : hangs;
    }

    /** Looks whether a write hangs, and says so in the log. On one thread, every second or so; does not block. */
    public void look() {
        watch.look();
    }

    /** Whether the writer's thread lives. */
    public boolean running() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /** When the last group was committed. */
    public Instant lastCommit() {
        return lastCommit;
    }

    /** How the history is. Any thread, without blocking. */
    public HistoryStatus status() {
        return new HistoryStatus(
                problem(),
                lastCommit,
                journal.queuedBytes(),
                upkeepCounters.fileBytes,
                upkeepCounters.usedBytes,
                upkeepCounters.waitingRows,
                upkeepCounters.arranged.value(),
                retention);
    }

    /** Readings committed since the start. */
    public long committedReadings() {
        return readings.value();
    }

    /** As {@link #end} with as much patience as a service that is stopped has. Idempotent. */
    @Override
    public void close() {
        if (!end(LAST_COMMIT)) {
            Logger.error(
                    "history {}: stopped with {} bytes not committed, since the disk did not answer within {} s; agents still"
                            + " hold them and send them again",
                    file,
                    journal.queuedBytes(),
                    LAST_COMMIT.toSeconds());
        }
    }

    /**
     * Commits what is queued, then ends; a disk that hangs may keep it from that. Idempotent.
     *
     * @return whether it has ended; if not, it still has the file, and would go on if the disk came back
     */
    boolean end(Duration patience) {
        journal.hurry(true);
        closing.countDown();
        Thread running = thread;
        if (running == null) {
            return true;
        }
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); running.isAlive() && left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(running, left);
            } catch (InterruptedException e) {
                interrupted = true; // the last commit is worth the wait; it is bounded
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !running.isAlive();
    }

    private Store open() throws HistoryException {
        try {
            Store opened = new Store(file, clock, retention, upkeepCounters);
            try {
                journal.restore(opened.cursors());
                return opened;
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new HistoryException(file, e);
        }
    }

    private void run(Store first) {
        store = first;
        try {
            Duration patience = Duration.ZERO;
            while (true) {
                List<Entry> group = journal.take(commitEvery.toNanos(), commitReadings, patience.toNanos());
                if (group == null || (!group.isEmpty() && !commit(group))) {
                    return;
                }
                journal.committed(group);
                patience = tend(readings(group) >= commitReadings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread
        } finally {
            closeStore();
        }
    }

    private boolean commit(List<Entry> group) throws InterruptedException {
        List<Cursor> surplus = journal.surplus(group);
        Duration retry = FIRST_RETRY;
        for (int tries = 1; ; tries++) {
            watch.begin();
            try {
                if (store == null) {
                    store = new Store(file, clock, retention, upkeepCounters);
                }
                store.commit(group, surplus);
                succeeded(group);
                return true;
            } catch (SQLException | RuntimeException e) {
                failures.increment();
                failed(e);
                closeStore();
            } finally {
                watch.end();
            }
            if (closing.await(retry.toMillis(), TimeUnit.MILLISECONDS) && tries >= LAST_TRIES) {
                Logger.error(
                        "history {}: stopped with {} bytes not committed; agents still hold them and send them again",
                        file,
                        journal.queuedBytes());
                return false;
            }
            retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry.multipliedBy(2);
        }
    }

    /** A step of the work that can wait. Returns how long it may be until the next. */
    private Duration tend(boolean pressed) {
        watch.begin();
        try {
            if (store == null) {
                store = new Store(file, clock, retention, upkeepCounters);
            }
            boolean more = store.tend(pressed);
            writable();
            return more ? BETWEEN_STEPS : LOOK_EVERY;
        } catch (SQLException | RuntimeException e) {
            failed(e);
            closeStore();
            return LONGEST_RETRY;
        } finally {
            watch.end();
        }
    }

    private void closeStore() {
        if (store != null) {
            try {
                store.close();
            } catch (SQLException e) {
                Logger.debug(e, "history {}: closing", file);
            }
            store = null;
        }
    }

    private void succeeded(List<Entry> group) {
        readings.add(readings(group));
        commits.increment();
        lastCommit = clock.instant();
        writable();
    }

    private static long readings(List<Entry> group) {
        long count = 0;
        for (Entry entry : group) {
            if (entry instanceof Entry.Readings batch) {
                count += batch.readings().size() - batch.from();
            }
        }
        return count;
    }

    private void writable() {
        if (problem != null) {
            Logger.info("history {}: written again", file);
            problem = null;
        }
    }

    private void failed(Exception e) {
        if (problem == null) {
            Logger.error(
                    e,
                    "history {}: cannot be written, and is tried again until it can; nothing is lost, agents keep"
                            + " their readings. {}",
                    file,
                    WriteTrouble.remedy(e, file));
        }
        problem = String.valueOf(e.getMessage());
    }
}

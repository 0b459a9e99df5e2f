package dev.linnet.hub.device;

import dev.linnet.hub.history.Journal;
import dev.linnet.websocket.WebSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Stops the reading of a session's socket while the history is behind, except while a command's result is on its way: that comes
 * behind what the agent has sent already, which is bounded, and for which the journal keeps room.
 */
final class BackPressure {
    /** How long after a command's deadline its result is still waited for. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** As long as it takes to read what has gathered in a socket meanwhile. */
    private static final Duration BACKLOG = Duration.ofSeconds(5);

    private final Journal journal;
    private final LongSupplier nanoClock;
    private final Runnable counted;
    private final AtomicBoolean waiting = new AtomicBoolean(); // for room in the journal
    private final AtomicInteger commands = new AtomicInteger(); // whose results are on their way
    private volatile long pausedAt; // the last moment at which it was not read; any thread's
    private volatile long until; // when the last of them is given up; any thread's, and near enough

    /** @param counted is told each time that a socket is not read any more */
    BackPressure(Journal journal, LongSupplier nanoClock, Runnable counted) {
        this.journal = journal;
        this.nanoClock = nanoClock;
        this.counted = counted;
        this.pausedAt = nanoClock.getAsLong() - BACKLOG.toNanos();
    }

    /** The journal has taken something from that socket. On its loop. */
    void taken(WebSocket from) {
        if (!journal.full() || resultComes()) {
            return;
        }
        pausedAt = nanoClock.getAsLong();
        if (waiting.compareAndSet(false, true)) {
            counted.run();
            from.pause();
            journal.whenRoom(() -> {
                waiting.set(false);
                pausedAt = nanoClock.getAsLong();
                from.resume();
            });
        } else {
            from.pause();
        }
        // Either may have changed while it was paused, and whoever changed it may have resumed it before that.
        if (!waiting.get() || resultComes()) {
            from.resume();
        }
    }

    /** Whether what is read now may have waited in the socket while that was not read. */
    boolean delays() {
        return nanoClock.getAsLong() - pausedAt < BACKLOG.toNanos();
    }

    /** A command has gone out. Any thread. */
    void commanded(WebSocket to, Duration ttl) {
        until = nanoClock.getAsLong() + ttl.plus(GRACE).toNanos();
        commands.incrementAndGet();
        if (waiting.get()) {
            to.resume();
        }
    }

    /** A result has come. */
    void answered() {
        commands.updateAndGet(count -> Math.max(0, count - 1));
    }

    private boolean resultComes() {
        return commands.get() > 0 && until - nanoClock.getAsLong() > 0 && !journal.crammed();
    }
}

package dev.linnet.hub.command;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/** The command loop on a thread of its own. */
public final class SerialLoop implements CommandLoop, AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("hub-commands").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    public SerialLoop() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        var scheduled = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        assert scheduled != null : "what it throws is logged, and it is never cancelled";
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Runs what was posted, drops what is for later, and ends. Idempotent. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                Logger.warn("the command loop did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                Logger.error(e, "a task of the command loop failed");
            }
        };
    }
}

package dev.linnet.agent.schedule;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * One thread with a schedule. Tasks wait in a queue without a bound of its own: those who post keep their number bounded.
 */
public final class EventLoop implements Scheduler, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor;
    private volatile long threadId = -1; // set by the factory

    /** The agent's one thread for decisions. */
    public EventLoop() {
        this("agent-loop");
    }

    public EventLoop(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = Thread.ofPlatform().name(name).daemon().unstarted(task);
            threadId = made.threadId();
            return made;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        if (executor.isShutdown()) {
            return () -> {};
        }
        ScheduledFuture<?> future =
                executor.schedule(() -> guarded(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public boolean isCurrentThread() {
        return Thread.currentThread().threadId() == threadId;
    }

    /** A task that fails must not take the next one with it. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Logger.error(
                    e,
                    "a task of the thread {} failed; the agent goes on",
                    Thread.currentThread().getName());
        }
    }

    /** Runs what is due now and drops what is due later. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.warn("the agent's own thread did not end within {}", CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

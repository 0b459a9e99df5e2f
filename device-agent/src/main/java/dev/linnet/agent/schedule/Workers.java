package dev.linnet.agent.schedule;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Threads for what may block: sensors, actuators, connecting. Usually one is alive; a slow device holds its own and another
 * comes for the rest. Their number is bounded by those who ask: each device and the link have at most one task at a time.
 */
public final class Workers implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor executor;

    /** @param max more tasks than this at a time are refused */
    public Workers(int max) {
        executor = new ThreadPoolExecutor(
                0,
                max,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("agent-worker-", 1).daemon().factory());
    }

    /** Throws {@link RejectedExecutionException} after {@link #close} or beyond the bound. */
    @Override
    public void execute(Runnable task) {
        executor.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                Logger.error(e, "a worker's task failed; the agent goes on");
            }
        });
    }

    /** Interrupts what still runs; does not wait for a device that does not listen. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

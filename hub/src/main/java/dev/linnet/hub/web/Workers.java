package dev.linnet.hub.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads for requests that may block or take long. Few, so that queries cannot take the machine from the event loop;
 * platform threads, since SQLite's native calls would pin virtual ones. The queue is bounded: what does not fit is refused.
 */
public final class Workers implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int QUEUE = 64;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("hub-worker-", 1).daemon().factory());

    public Workers() {
        executor.allowCoreThreadTimeOut(true);
    }

    /** False when there is too much to do already. */
    boolean run(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}

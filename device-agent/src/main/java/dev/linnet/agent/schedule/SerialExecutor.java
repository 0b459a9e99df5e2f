package dev.linnet.agent.schedule;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Runs tasks one after another, in order, on another executor's threads. */
public final class SerialExecutor implements Executor {
    private final Executor workers;
    private final int capacity;
    private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
    private boolean running; // guarded by this

    /** @param capacity tasks that may wait; more are refused */
    public SerialExecutor(Executor workers, int capacity) {
        this.workers = workers;
        this.capacity = capacity;
    }

    /** Throws {@link RejectedExecutionException} when too many wait. */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (waiting.size() >= capacity) {
                throw new RejectedExecutionException("more than " + capacity + " operations are waiting");
            }
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            workers.execute(this::drain);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running = false;
                waiting.remove(task);
            }
            throw e;
        }
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                Logger.error(e, "an operation failed; the next one goes on");
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}

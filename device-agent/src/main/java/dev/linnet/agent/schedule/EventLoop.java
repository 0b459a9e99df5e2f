package dev.linnet.agent.schedule;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One thread with a schedule, which starts with the first task. Tasks wait in a queue without a bound of its own: those who post
 * keep their number bounded. The lock is held for moves within the queue only.
 */
public final class EventLoop implements Scheduler, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    /** There is another first task, or the end has come. */
    private final Condition changed = lock.newCondition();

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(); // guarded by lock
    private long order; // guarded by lock
    private long gathersUntil = nanoTime(); // guarded by lock
    private boolean closed; // guarded by lock
    private volatile @Nullable Thread thread; // written under the lock, once

    /** One is like no other, as its number says. */
    private record Task(long due, long order, Runnable action) implements Comparable<Task> {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }

        @Override
        public int compareTo(Task other) {
            long later = due - other.due; // the clock may overflow
            return Long.signum(later == 0 ? order - other.order : later);
        }
    }

    /** The agent's one thread for decisions. */
    public EventLoop() {
        this("agent-loop");
    }

    public EventLoop(String name) {
        this.name = name;
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
        lock.lock();
        try {
            long due = nanoTime() + Math.max(0, delay.toNanos());
            boolean answer = !isCurrentThread() && due - gathersUntil < 0;
            return add(answer ? gathersUntil : due, task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void gather(Duration time, Runnable task) {
        assert isCurrentThread();
        lock.lock();
        try {
            if (nanoTime() - gathersUntil >= 0) {
                gathersUntil = nanoTime() + time.toNanos();
            }
            // The one wake-up: what others post meanwhile comes behind it, and so does not become the first task.
            add(gathersUntil, task);
        } finally {
            lock.unlock();
        }
    }

    private Timer add(long due, Runnable action) {
        assert lock.isHeldByCurrentThread();
        if (closed) {
            return () -> {};
        }
        Task added = new Task(due, order++, action);
        tasks.add(added);
        if (thread == null) {
            Thread made = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
            thread = made;
            made.start();
        } else if (added.equals(tasks.peek())) {
            changed.signal();
        }
        return () -> cancel(added);
    }

    private void cancel(Task task) {
        lock.lock();
        try {
            tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isCurrentThread() {
        return Thread.currentThread().equals(thread);
    }

    private void run() {
        for (Task next = next(); next != null; next = next()) {
            guarded(next.action);
        }
    }

    /** Waits for the next task to be due; null at the end. */
    private @Nullable Task next() {
        lock.lock();
        try {
            long wait = untilDue();
            while (wait > 0 && !closed) {
                await(wait);
                wait = untilDue();
            }
            return wait > 0 ? null : tasks.poll();
        } finally {
            lock.unlock();
        }
    }

    private long untilDue() {
        Task first = tasks.peek();
        return first == null ? Long.MAX_VALUE : first.due - nanoTime();
    }

    @SuppressWarnings("WaitNotInLoop") // the caller is one
    private void await(long nanos) {
        try {
            changed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Whoever it was: this thread ends with close() only.
            Logger.debug("the thread {} was interrupted while it had nothing to do", name);
        }
    }

    /** A task that fails must not take the next one with it. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Logger.error(e, "a task of the thread {} failed; the agent goes on", name);
        }
    }

    /** Runs what is due now and drops what is due later. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            running = thread;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (running != null && !running.join(CLOSE_TIMEOUT)) {
                Logger.warn("the thread {} did not end within {}", name, CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.linnet.agent.schedule;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A scheduler whose time passes when the test says so; tasks run on the test's thread. */
public final class VirtualLoop implements Scheduler {
    private static final class Task {
        private final long due;
        private final long order;
        private final Runnable action;

        Task(long due, long order, Runnable action) {
            this.due = due;
            this.order = order;
            this.action = action;
        }
    }

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.<Task>comparingLong(task -> task.due).thenComparingLong(task -> task.order));
    private long now = -7_000_000_000L; // monotonic clocks may be negative
    private long order;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Task added = new Task(now + Math.max(0, delay.toNanos()), order++, task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    /** Nobody posts from elsewhere. */
    @Override
    public void gather(Duration time, Runnable task) {
        schedule(time, task);
    }

    @Override
    public boolean isCurrentThread() {
        return true;
    }

    /** Runs everything that is due within that time, each at its own moment. */
    public void advance(Duration time) {
        long until = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due <= until) {
            Task next = tasks.remove();
            now = Math.max(now, next.due);
            next.action.run();
        }
        now = until;
    }

    /** Runs what is due now. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /** Lets time pass during a task, as a slow operation does. */
    public void pass(Duration time) {
        now += time.toNanos();
    }

    /** Timers that are waiting; a measure of what was forgotten to cancel. */
    public int waiting() {
        return tasks.size();
    }
}

package dev.linnet.agent.schedule;

import java.time.Duration;
import java.util.concurrent.Executor;

/** A thread of its own, the clock that it goes by, and tasks that run on it later. */
public interface Scheduler extends Executor {
    /** The monotonic clock, nanoseconds; may be negative. */
    long nanoTime();

    /** Runs the task on this thread after that time, or as soon as it can when the time is not positive. Any thread may ask. */
    Timer schedule(Duration delay, Runnable task);

    /**
     * Asked on this thread by who has asked others for something: what they post within that time, or what is left of it where it
     * has begun already, is seen together at its end, behind the task; at one wake-up instead of one for each. This thread's own
     * tasks keep to their times.
     */
    void gather(Duration time, Runnable task);

    /** Whether the caller is this thread; for asserts. */
    boolean isCurrentThread();

    /** A task that may still be called off. */
    @FunctionalInterface
    interface Timer {
        /** From the scheduler's own thread: the task will not run any more. From elsewhere it may be running already. */
        void cancel();
    }
}

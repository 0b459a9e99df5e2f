package dev.linnet.network;

import dev.linnet.agent.schedule.EventLoop;
import dev.linnet.agent.schedule.Scheduler;
import java.time.Duration;

/** The agent's own loop, on which every delay is {@value #TIMES} times shorter than asked for, and never longer than a second. */
final class HurriedLoop implements Scheduler, AutoCloseable {
    static final int TIMES = 10;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final EventLoop loop = new EventLoop();

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Duration hurried = delay.dividedBy(TIMES);
        return loop.schedule(hurried.compareTo(LONGEST) < 0 ? hurried : LONGEST, task);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void gather(Duration time, Runnable task) {
        loop.gather(time.dividedBy(TIMES), task);
    }

    @Override
    public boolean isCurrentThread() {
        return loop.isCurrentThread();
    }

    @Override
    public void close() {
        loop.close();
    }
}

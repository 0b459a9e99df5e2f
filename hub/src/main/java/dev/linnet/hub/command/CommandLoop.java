package dev.linnet.hub.command;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread that commands are kept on, with its monotonic clock. */
public interface CommandLoop extends Executor {
    /** Runs that on the loop, one after another in the order given; drops it when the loop has ended. */
    @Override
    void execute(Runnable task);

    /** Runs that on the loop after a while. */
    void after(Duration delay, Runnable task);

    /** Monotonic nanoseconds. */
    long nanoTime();
}

package dev.linnet.agent.conditioning;

import java.time.Duration;

/** Holds values back that come sooner after the last one sent. */
public final class Throttle implements Filter.Gate {
    private final long interval;
    private boolean any;
    private long last;

    public Throttle(Duration interval) {
        this.interval = interval.toNanos();
    }

    @Override
    public boolean holds(double value, long nanoTime, boolean held) {
        return held || (any && nanoTime - last < interval);
    }

    @Override
    public void passed(double value, long nanoTime) {
        any = true;
        last = nanoTime;
    }
}

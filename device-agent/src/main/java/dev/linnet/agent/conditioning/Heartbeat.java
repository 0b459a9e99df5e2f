package dev.linnet.agent.conditioning;

import java.time.Duration;

/** Lets a value pass that is held back, when none has been sent for so long. */
public final class Heartbeat implements Filter.Gate {
    private final long interval;
    private boolean any;
    private long last;

    public Heartbeat(Duration interval) {
        this.interval = interval.toNanos();
    }

    @Override
    public boolean holds(double value, long nanoTime, boolean held) {
        return held && any && nanoTime - last < interval;
    }

    @Override
    public void passed(double value, long nanoTime) {
        any = true;
        last = nanoTime;
    }
}

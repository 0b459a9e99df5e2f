package dev.linnet.agent.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Turns stamps of the monotonic clock into wall time. The distance between the two clocks is held fixed, so that readings
 * keep their distances, until the wall clock is found to have been stepped; then older stamps move with it. So a reading
 * from before the clock was set is right once it is set, if it is asked for then. Owned by one thread.
 */
public final class Timeline {
    /** A smaller difference is the noise of reading two clocks one after the other; NTP slews both alike. */
    static final Duration STEP = Duration.ofMillis(20);

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private Instant anchor;
    private long anchorNanos;

    public Timeline(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.anchorNanos = nanoTime.getAsLong();
        this.anchor = wall.instant();
    }

    /** Compares the clocks again; returns by how much the wall clock was stepped since the last time, zero mostly. */
    public Duration adjust() {
        long nanos = nanoTime.getAsLong();
        Instant now = wall.instant();
        Duration step = Duration.between(anchor.plusNanos(nanos - anchorNanos), now);
        if (step.abs().compareTo(STEP) < 0) {
            return Duration.ZERO;
        }
        anchor = now;
        anchorNanos = nanos;
        return step;
    }

    /** The wall time of a stamp, as the clocks stood at the last {@link #adjust}. */
    public Instant at(long nanos) {
        return anchor.plusNanos(nanos - anchorNanos);
    }
}

package dev.linnet.agent.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns stamps of the monotonic clock into wall time. The distance between the two clocks is held fixed, so that readings
 * keep their distances, until the wall clock is found to have been stepped; then older stamps move with it. So a reading
 * from before the clock was set is right once it is set, if it is asked for then. A board without a battery clock starts in
 * 1970: until its clock is set, the hub's counts. Owned by one thread.
 */
public final class Timeline {
    /** A smaller difference is the noise of reading two clocks one after the other; NTP slews both alike. */
    static final Duration STEP = Duration.ofMillis(20);

    private static final Duration STEP_BACK = Duration.ofMillis(-20);

    /** 2026-01-01T00:00:00Z: a wall clock before this program existed has not been set. */
    public static final Instant PLAUSIBLE = Instant.ofEpochSecond(1_767_225_600L);

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
        if (now.isBefore(PLAUSIBLE) && anchor.isAfter(PLAUSIBLE)) {
            return Duration.ZERO; // the hub's time is better than none
        }
        Duration step = Duration.between(anchor.plusNanos(nanos - anchorNanos), now);
        if (step.compareTo(STEP) < 0 && step.compareTo(STEP_BACK) > 0) {
            return Duration.ZERO;
        }
        anchor = now;
        anchorNanos = nanos;
        return step;
    }

    /** The hub has just told its time. */
    public void hubTime(Instant time) {
        if (wall.instant().isBefore(PLAUSIBLE)) {
            anchorNanos = nanoTime.getAsLong();
            anchor = time;
        }
    }

    /** What the wall clock says now; null while it has not been set. */
    public @Nullable Instant wallTime() {
        Instant now = wall.instant();
        return now.isBefore(PLAUSIBLE) ? null : now;
    }

    /** The wall time of a stamp, as the clocks stood at the last {@link #adjust}. */
    public Instant at(long nanos) {
        return anchor.plusNanos(nanos - anchorNanos);
    }
}

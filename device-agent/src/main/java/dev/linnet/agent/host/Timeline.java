package dev.linnet.agent.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns stamps of the monotonic clock into wall time. The distance between the two clocks is held fixed, so that readings
 * keep their distances, until the wall clock is found to have been stepped; then older stamps move with it. So a reading
 * from before the clock was set is right once it is set, if it is asked for then.
 *
 * <p>A board without a battery clock starts in 1970, or where systemd-timesyncd or fake-hwclock last noted the time: behind, in
 * any case. Until a time server sets its clock, the hub's counts, if that is ahead. Owned by one thread.
 */
public final class Timeline {
    /** A smaller difference is the noise of reading two clocks one after the other; NTP slews both alike. */
    static final Duration STEP = Duration.ofMillis(20);

    private static final Duration STEP_BACK = Duration.ofMillis(-20);

    /** 2026-01-01T00:00:00Z: a wall clock before this program existed has not been set. */
    public static final Instant PLAUSIBLE = Instant.ofEpochSecond(1_767_225_600L);

    /** So far a clock that no time server keeps may be behind the hub's before the hub's is taken for the better one. */
    static final Duration DRIFT = Duration.ofSeconds(2);

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private final BooleanSupplier synchronised;
    private Instant anchor;
    private long anchorNanos;
    private boolean hubCounts;

    /** @param synchronised whether a time server keeps the wall clock right */
    public Timeline(InstantSource wall, LongSupplier nanoTime, BooleanSupplier synchronised) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.synchronised = synchronised;
        this.anchorNanos = nanoTime.getAsLong();
        this.anchor = wall.instant();
    }

    /** Compares the clocks again; returns by how much the wall clock was stepped since the last time, zero mostly. */
    public Duration adjust() {
        long nanos = nanoTime.getAsLong();
        Instant now = wall.instant();
        boolean lost = now.isBefore(PLAUSIBLE) && anchor.isAfter(PLAUSIBLE);
        if (lost || (hubCounts && isBehind(now, at(nanos)))) {
            return Duration.ZERO; // a better time is known
        }
        hubCounts = false;
        Duration step = Duration.between(at(nanos), now);
        if (step.compareTo(STEP) < 0 && step.compareTo(STEP_BACK) > 0) {
            return Duration.ZERO;
        }
        anchor = now;
        anchorNanos = nanos;
        return step;
    }

    /** The hub has just told its time. */
    public void hubTime(Instant time) {
        if (isBehind(wall.instant(), time)) {
            anchorNanos = nanoTime.getAsLong();
            anchor = time;
            hubCounts = true;
        }
    }

    private boolean isBehind(Instant now, Instant hub) {
        return now.isBefore(PLAUSIBLE) || (now.isBefore(hub.minus(DRIFT)) && !synchronised.getAsBoolean());
    }

    /** What the wall clock says now; null while it has not been set. */
    public @Nullable Instant wallTime() {
        Instant now = wall.instant();
        return hubCounts || now.isBefore(PLAUSIBLE) ? null : now;
    }

    /** The wall time of a stamp, as the clocks stood at the last {@link #adjust}. */
    public Instant at(long nanos) {
        return anchor.plusNanos(nanos - anchorNanos);
    }
}

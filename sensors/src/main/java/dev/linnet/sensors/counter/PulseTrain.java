package dev.linnet.sensors.counter;

/**
 * Pulses as they come, and how fast. The rate is taken between pulses, not over the sampling interval, so that a meter with a pulse a minute has
 * one too; when no pulse comes it falls as the time since the last one grows. Pure; safe for use by any thread.
 */
final class PulseTrain {
    private static final double NANOS = 1e9;

    private long total;
    private long lastPulse;
    private boolean pulsed;

    /** The last pulse that was already there at the reading before. */
    private long anchor;

    private boolean anchored;
    private long sinceAnchor;
    private double rate;

    /**
     * What one reading gives.
     *
     * @param total pulses ever
     * @param rate pulses per second
     */
    record Reading(long total, double rate) {}

    /** Starts from what was counted before. */
    PulseTrain(long total) {
        this.total = total;
    }

    /**
     * A pulse has come.
     *
     * @param nanoTime when
     * @param missed pulses just before it that nobody saw come
     */
    synchronized void pulse(long nanoTime, long missed) {
        total += 1 + missed;
        if (anchored) {
            sinceAnchor += 1 + missed;
        } else {
            anchor = nanoTime;
            anchored = true;
        }
        lastPulse = nanoTime;
        pulsed = true;
    }

    synchronized Reading read(long nanoTime) {
        if (sinceAnchor > 0) {
            rate = sinceAnchor * NANOS / Math.max(1, lastPulse - anchor);
            anchor = lastPulse;
            sinceAnchor = 0;
        } else if (pulsed && rate > 0) {
            rate = Math.min(rate, NANOS / Math.max(1, nanoTime - lastPulse));
        }
        return new Reading(total, rate);
    }
}

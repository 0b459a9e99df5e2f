package dev.linnet.websocket.handshake;

/**
 * Admits so many opening handshakes a second, after a burst at most, and asks all others to come back: one after another at
 * that same pace, so that a herd which came at once does not come at once again. Any thread.
 */
public final class HandshakePace {
    private static final long SECOND = 1_000_000_000L;
    /** Whoever is asked to wait longer will not; the queue of those who come back starts again. */
    private static final long LONGEST_WAIT = 60 * SECOND;

    private final long interval; // nanoseconds between two; 0 for no limit
    private final long burst; // nanoseconds that the pace may be ahead
    private long reached; // guarded by this: up to when the pace is used up
    private long returning; // guarded by this: when the last one that was refused is to come back

    /**
     * @param perSecond 0 for no limit
     * @param burst how many may come at once
     */
    public HandshakePace(int perSecond, int burst, long now) {
        this.interval = perSecond == 0 ? 0 : SECOND / perSecond;
        this.burst = interval * burst;
        this.reached = now;
        this.returning = now;
    }

    /** Zero when it is admitted; otherwise the seconds after which it may try again. */
    public synchronized int admit(long now) {
        if (interval == 0) {
            return 0;
        }
        if (reached - now < 0) {
            reached = now;
        }
        if (reached + interval - now <= burst) {
            reached += interval;
            return 0;
        }
        if (returning - reached < 0 || returning - now > LONGEST_WAIT) {
            returning = reached;
        }
        returning += interval;
        return (int) Math.ceilDiv(returning - now, SECOND);
    }
}

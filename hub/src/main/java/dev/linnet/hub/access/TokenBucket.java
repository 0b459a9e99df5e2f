package dev.linnet.hub.access;

/**
 * Lets through so many at once and then so many a second. Not thread-safe; times are a monotonic clock's nanoseconds, handed
 * in.
 */
public final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double level;
    private long updated;

    public TokenBucket(double perSecond, double burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.level = burst;
        this.updated = now;
    }

    /** Takes one if there is one. */
    public boolean take(long now) {
        level = Math.min(burst, level + Math.max(0, now - updated) / NANOS * perSecond);
        updated = now;
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }
}

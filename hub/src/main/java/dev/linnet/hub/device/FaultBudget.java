package dev.linnet.hub.device;

/** How many faults one session may cause in a minute. One thread; times are a monotonic clock's nanoseconds. */
final class FaultBudget {
    private static final long MINUTE = 60_000_000_000L;

    private final int perMinute;
    private long windowStart;
    private int spent;

    FaultBudget(int perMinute, long now) {
        this.perMinute = perMinute;
        this.windowStart = now;
    }

    /** Counts one; false when it was one too many. */
    boolean spend(long now) {
        if (now - windowStart > MINUTE) {
            windowStart = now;
            spent = 0;
        }
        return ++spent <= perMinute;
    }
}

package dev.linnet.agent.spool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a spool's room lasts at the rate since the last look. One thread's. */
public final class SpoolForecast {
    /** About what a reading takes before there is one to measure. */
    private static final double TYPICAL_BYTES = 60;

    private static final Duration MOST = Duration.ofDays(3_650);

    private long lastNanos;
    private long lastSampled;

    /**
     * How things stand at one look.
     *
     * @param rate readings a second
     * @param left how long the room lasts; null when no readings come
     */
    public record Outlook(double rate, @Nullable Duration left) {}

    public SpoolForecast(long nanoTime, long sampled) {
        this.lastNanos = nanoTime;
        this.lastSampled = sampled;
    }

    /**
     * Looks again.
     *
     * @param sampled readings since the agent's start
     */
    public Outlook look(long nanoTime, long sampled, SpoolDepth depth) {
        double seconds = Math.max(1e-3, (nanoTime - lastNanos) / 1e9);
        double rate = (sampled - lastSampled) / seconds;
        lastNanos = nanoTime;
        lastSampled = sampled;
        if (rate == 0) {
            return new Outlook(0, null);
        }
        double each = depth.readings() == 0 || depth.bytes() == 0
                ? TYPICAL_BYTES
                : Math.max(1, (double) depth.bytes() / depth.readings());
        double left = Math.max(0, depth.maxBytes() - depth.bytes()) / each / rate;
        return new Outlook(rate, Duration.ofSeconds((long) Math.min(left, (double) MOST.toSeconds())));
    }
}

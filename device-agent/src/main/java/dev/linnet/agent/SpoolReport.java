package dev.linnet.agent;

import dev.linnet.agent.spool.SpoolDepth;
import java.time.Duration;
import java.util.Locale;

/** Tells people how full the spool is, and how long it lasts at the rate since the last look. One thread. */
final class SpoolReport {
    /** About what a reading takes before there is one to measure. */
    private static final double TYPICAL_BYTES = 60;

    private long lastNanos;
    private long lastSampled;

    SpoolReport(long nanoTime) {
        this.lastNanos = nanoTime;
    }

    /** Such as {@code 1200 readings wait (0.1 of 64 MiB; room for 3 days at 2.0/s)}. */
    String look(long nanoTime, long sampled, SpoolDepth depth) {
        double seconds = Math.max(1e-3, (nanoTime - lastNanos) / 1e9);
        double rate = (sampled - lastSampled) / seconds;
        lastNanos = nanoTime;
        lastSampled = sampled;
        double each = depth.readings() == 0 || depth.bytes() == 0
                ? TYPICAL_BYTES
                : Math.max(1, (double) depth.bytes() / depth.readings());
        double left = rate == 0 ? 0 : Math.max(0, depth.maxBytes() - depth.bytes()) / each / rate;
        String room = rate == 0
                ? "no readings come"
                : String.format(Locale.ROOT, "room for %s at %.1f/s", words(Duration.ofSeconds((long) left)), rate);
        String lost = depth.evicted() == 0 ? "" : ", " + depth.evicted() + " lost to a full spool";
        return String.format(
                Locale.ROOT,
                "%d readings wait (%.1f of %.0f MiB; %s)%s",
                depth.readings(),
                depth.bytes() / 1048576.0,
                depth.maxBytes() / 1048576.0,
                room,
                lost);
    }

    private static String words(Duration time) {
        if (time.toHours() >= 72) {
            return time.toDays() + " days";
        }
        return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}

package dev.linnet.agent;

import dev.linnet.agent.spool.SpoolDepth;
import dev.linnet.agent.spool.SpoolForecast;
import java.time.Duration;
import java.util.Locale;

/** Tells people how full the spool is, and how long it lasts at the rate since the last look. One thread. */
final class SpoolReport {
    private final SpoolForecast forecast;

    SpoolReport(long nanoTime) {
        this.forecast = new SpoolForecast(nanoTime, 0);
    }

    /** Such as {@code 1200 readings wait (0.1 of 64 MiB; room for 3 days at 2.0/s)}. */
    String look(long nanoTime, long sampled, SpoolDepth depth) {
        SpoolForecast.Outlook outlook = forecast.look(nanoTime, sampled, depth);
        Duration left = outlook.left();
        String room = left == null
                ? "no readings come"
                : String.format(Locale.ROOT, "room for %s at %.1f/s", words(left), outlook.rate());
        String lost = depth.evicted() == 0 ? "" : ", " + depth.evicted() + " lost";
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

package dev.linnet.systemd;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Feeds systemd's watchdog only as long as the service finds itself alive. Its owner calls {@link #feed} every
 * {@link #interval} on a thread of its choice.
 */
public final class Watchdog {
    /** Finds out whether the service still does its work. */
    @FunctionalInterface
    public interface Check {
        /** What is stuck, in words for a log; null when all is well. */
        @Nullable
        String complaint();
    }

    private final Notifier notifier;
    private final Check check;

    public Watchdog(Notifier notifier, Check check) {
        this.notifier = notifier;
        this.check = check;
    }

    /** Null when the unit has no watchdog: then nothing needs to be called. */
    public @Nullable Duration interval() {
        return notifier.watchdogInterval();
    }

    /**
     * Feeds the watchdog, or says in the service's status why not.
     *
     * @return what is stuck; null when all is well
     */
    public @Nullable String feed() throws IOException {
        String complaint = check.complaint();
        if (complaint == null) {
            notifier.watchdog();
        } else {
            notifier.status("stuck: " + complaint);
        }
        return complaint;
    }
}

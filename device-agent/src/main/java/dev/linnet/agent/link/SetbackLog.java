package dev.linnet.agent.link;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/** Tells people why there is no link, without a line for every attempt of a long night. Owned by the loop. */
final class SetbackLog {
    private static final Duration REPEAT = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private String told = "";
    private long toldAt;

    SetbackLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void tell(Setback setback) {
        long now = nanoTime.getAsLong();
        if (setback.reason().equals(told) && now - toldAt < REPEAT.toNanos()) {
            Logger.debug(setback.reason());
            return;
        }
        told = setback.reason();
        toldAt = now;
        if (setback.needsHelp()) {
            Logger.error("no hub: {}", setback.reason());
        } else {
            Logger.warn("no hub: {}; trying again", setback.reason());
        }
    }

    /** The link is up: whatever comes next is news. */
    void clear() {
        told = "";
    }
}

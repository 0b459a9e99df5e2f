package dev.linnet.faults;

import dev.linnet.site.SiteException;
import java.time.Duration;

/**
 * One way in which a target can fail.
 *
 * @param words for people
 * @param least it stays so at least this long
 * @param most and at most this long
 * @param how lets it happen
 */
record Fault(String words, Duration least, Duration most, Infliction how) {
    Fault(String words, long leastMillis, long mostMillis, Infliction how) {
        this(words, Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis), how);
    }

    /** Lets it happen, and returns how it is put right. */
    @FunctionalInterface
    interface Infliction {
        Relief inflict(Step step) throws SiteException, InterruptedException;
    }

    /** Puts it right. */
    @FunctionalInterface
    interface Relief {
        void relieve() throws SiteException, InterruptedException;
    }
}

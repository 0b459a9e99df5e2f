package dev.linnet.agent.spool;

import dev.linnet.protocol.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers readings and keeps each until the hub has acknowledged it. Safe for use by any thread; nothing blocks. */
public interface Spool {
    /** Looks for what former boots have left, then tells {@code opened}, on any thread. Readings may come before. */
    void start(Runnable opened);

    /** Keeps what it can for the next boot, then tells {@code closed}, on any thread. */
    void close(Runnable closed);

    /** The boot that new readings count in. */
    String boot();

    /** Former boots of which readings are left, oldest first. */
    List<String> formerBoots();

    /** Numbers a new reading and keeps it; when there is no room, the oldest go, and are counted. */
    void append(String channel, long nanoTime, Value value);

    /**
     * Readings of a boot that follow a sequence number, in order and without a hole among them; the first one's number is
     * higher than the next expected one when what lies between was evicted. Empty when there are none, and also while they
     * are fetched from the disk.
     *
     * @param after the last sequence number that the caller does not need any more
     * @param max at most so many
     */
    List<SpooledReading> next(String boot, long after, int max);

    /** Readings of a boot that follow a sequence number. */
    long remaining(String boot, long after);

    /** Forgets every reading of that boot up to and including this sequence number; one that is long forgotten is no harm. */
    void acknowledge(String boot, long sequence);

    SpoolDepth depth();

    /** Where both clocks stand now; kept with what goes to the disk. */
    void clock(long nanoTime, Instant wall);

    /**
     * When the monotonic clock of that boot stood at zero; null when its stamps are on the clock that counts now, and a {@link
     * dev.linnet.agent.host.Timeline} knows.
     */
    @Nullable
    Instant zero(String boot);

    /** How many readings were numbered since the agent started. */
    long sampled();
}

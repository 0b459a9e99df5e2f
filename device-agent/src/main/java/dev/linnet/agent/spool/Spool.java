package dev.linnet.agent.spool;

import dev.linnet.protocol.Value;
import java.util.List;

/** Numbers readings and keeps each until the hub has acknowledged it. Safe for use by any thread; nothing blocks. */
public interface Spool {
    /** The boot that new readings count in. */
    String boot();

    /** Former boots of which readings are left, oldest first. */
    List<String> formerBoots();

    /** Numbers a new reading and keeps it; when there is no room, the oldest go, and are counted. */
    void append(String channel, long nanoTime, Value value);

    /**
     * Readings of a boot that follow a sequence number, in order and without a hole among them; the first one's number is
     * higher than the next expected one when what lies between was evicted.
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

    /** How many readings were numbered since the agent started. */
    long sampled();
}

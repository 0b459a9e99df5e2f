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

    /** Names this run of the agent. */
    String boot();

    /** The stream in which new readings are numbered; at first, it is named like the boot. */
    String stream();

    /** A hello names no more former streams. */
    int MOST_FORMER = 1_000;

    /**
     * New readings are numbered from 1 in a new stream from now on; does nothing while the newest one has none yet, nor when a hello
     * could not name the former ones: the hub may forget what no hello names.
     */
    void begin();

    /** Former streams, of this run and others, of which readings are left or lost, oldest first. */
    List<String> formerStreams();

    /**
     * Former streams of which anything is kept, what is acknowledged and not deleted yet included: a run that follows a crash may not know
     * that it is, and has to be told by the hub. Oldest first.
     */
    List<String> keptStreams();

    /** Numbers a new reading and keeps it; when there is no room, the oldest go, and are counted. */
    void append(String channel, long nanoTime, Value value);

    /**
     * Numbers readings that should have been and were missed, and counts them as lost; of very many the first {@value
     * SpooledReading#MOST_MISSED}.
     */
    void missed(String channel, long nanoTime, long count);

    /**
     * Readings of a stream that follow a sequence number and are not acknowledged, in order and without a hole among them; the first one's
     * number is higher than the next expected one when what lies between was evicted. Empty when there are none, and also while they
     * are fetched from the disk.
     *
     * @param after the last sequence number that the caller does not need any more
     * @param max at most so many
     */
    List<SpooledReading> next(String stream, long after, int max);

    /** Readings of a stream that follow a sequence number. */
    long remaining(String stream, long after);

    /** The first loss of a stream that has numbers above that one; null for none. */
    @Nullable
    Loss lost(String stream, long after);

    /** Nobody wants this reading: it counts as lost. */
    void refused(String stream, SpooledReading reading);

    /** Forgets everything of that stream up to and including this sequence number; one that is long forgotten is no harm. */
    void acknowledge(String stream, long sequence);

    /** The last sequence number of that stream that is acknowledged, as far as this spool knows; 0 for none. */
    long acknowledged(String stream);

    SpoolDepth depth();

    /** Where both clocks stand now; kept with what goes to the disk. */
    void clock(long nanoTime, Instant wall);

    /** Looks whether the spool's disk hangs, and says so in the log. To be called every few seconds, on one thread. */
    void look();

    /**
     * When the monotonic clock of that stream stood at zero; null when its stamps are on the clock that counts now, and a {@link
     * dev.linnet.agent.host.Timeline} knows.
     */
    @Nullable
    Instant zero(String stream);

    /** How many readings were numbered since the agent started. */
    long sampled();
}

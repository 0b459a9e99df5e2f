package dev.linnet.agent.spool;

import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading on its way.
 *
 * @param sequence counts within its stream, from 1
 * @param channel the channel's id
 * @param nanoTime when it was sampled, on the monotonic clock of its boot
 * @param value what was read
 */
public record SpooledReading(long sequence, String channel, long nanoTime, Value value) {
    private static final int OVERHEAD_BYTES = 96;

    /** More at a time would cost the readings that wait their room. */
    static final int MOST_MISSED = 10_000;

    /** Keeps the number of a reading that was missed. It is never sent, as the number is told to be lost. */
    static final Value MISSED = Value.of("missed");

    /** In the order of the bytes in a segment. */
    SpooledReading(long sequence, long nanoTime, String channel, Value value) {
        this(sequence, channel, nanoTime, value);
    }

    /** The same, with the one string that all readings of the channel share. */
    SpooledReading in(String shared) {
        return new SpooledReading(sequence, shared, nanoTime, value);
    }

    /** The same, on a clock that counts otherwise. */
    SpooledReading shifted(long nanos) {
        return nanos == 0 ? this : new SpooledReading(sequence, channel, nanoTime + nanos, value);
    }

    /** That this one is lost. */
    Loss lost(String stream, Gap.Cause cause, @Nullable Instant zero) {
        return new Loss(stream, sequence, sequence, cause, new Loss.Span(zero, nanoTime, nanoTime));
    }

    /** About what it takes in memory. */
    long bytes() {
        return value instanceof Value.Text text
                ? OVERHEAD_BYTES + 2L * text.value().length()
                : OVERHEAD_BYTES;
    }
}

package dev.linnet.agent.spool;

import dev.linnet.protocol.Value;

/**
 * A reading on its way.
 *
 * @param sequence counts within its boot, from 1
 * @param channel the channel's id
 * @param nanoTime when it was sampled, on the monotonic clock of its boot
 * @param value what was read
 */
public record SpooledReading(long sequence, String channel, long nanoTime, Value value) {
    private static final int OVERHEAD_BYTES = 96;

    /** About what it takes in memory. */
    long bytes() {
        return switch (value) {
            case Value.Numeric n -> OVERHEAD_BYTES;
            case Value.Bool b -> OVERHEAD_BYTES;
            case Value.Text text -> OVERHEAD_BYTES + 2L * text.value().length();
        };
    }
}

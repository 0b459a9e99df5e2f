package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the agent is: its clock, and what waits in its spool. Sent after welcome and every so often; only the newest counts.
 *
 * @param time the agent's clock when it sent this; null when that has not been set
 * @param readings that wait for an acknowledgement
 * @param bytes that they take
 * @param maxBytes the bound of those
 * @param left how long the room lasts at the present rate; null when none come
 * @param lost readings that were lost since the agent started
 */
public record Status(
        @Nullable Instant time,
        long readings,
        long bytes,
        long maxBytes,
        @Nullable Duration left,
        long lost) implements Message.FromAgent {
    public Status {
        if (readings < 0 || bytes < 0 || maxBytes < 0 || lost < 0) {
            throw new IllegalArgumentException("the spool's depth cannot be negative");
        }
        if (left != null && left.isNegative()) {
            throw new IllegalArgumentException("the time left cannot be negative: " + Objects.requireNonNull(left));
        }
    }
}

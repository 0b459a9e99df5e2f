package dev.linnet.protocol;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Readings that were sampled and will never come. Stands in its stream where they would, and is acknowledged as they would be.
 *
 * @param boot the stream that the sequence numbers count in
 * @param first the lowest of their sequence numbers
 * @param last the highest
 * @param cause why they are lost
 * @param from when the first of them was sampled; null when unknown
 * @param until when the last of them was sampled; null when unknown
 */
public record Gap(
        String boot,
        long first,
        long last,
        Cause cause,
        @Nullable Instant from,
        @Nullable Instant until) implements Message.FromAgent {
    /** Why readings are lost. */
    public enum Cause {
        /** The spool was full, and the oldest had to go. */
        FULL,
        /** What the disk held could not be read. */
        DAMAGED,
        /** The hub could not use them, or they were larger than it takes. */
        REFUSED,
        /** They came faster than the device could take them. */
        OVERRUN,
        /** None of them is: the agent does not have them any more because a hub has acknowledged them, and its history does not know it. */
        ACKNOWLEDGED,
        /** Nobody knows, or a cause that is newer than this program. */
        UNKNOWN
    }

    public Gap {
        Names.require("boot", boot);
        Objects.requireNonNull(cause, "cause");
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a gap from " + first + " to " + last + " holds nothing");
        }
    }

    /** How many readings. */
    public long count() {
        return last - first + 1;
    }
}

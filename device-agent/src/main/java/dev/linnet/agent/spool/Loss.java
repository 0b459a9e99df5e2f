package dev.linnet.agent.spool;

import dev.linnet.protocol.Gap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Readings of one stream, without a hole among them, that are lost.
 *
 * @param first the lowest of their numbers
 * @param last the highest
 * @param span when they were sampled; null when nobody knows
 */
public record Loss(
        String stream,
        long first,
        long last,
        Gap.Cause cause,
        @Nullable Span span) {
    /**
     * From one time to another, on one clock.
     *
     * @param zero when that clock stood at zero; null for the one that counts now
     * @param oldest of the first reading
     * @param newest of the last
     */
    public record Span(@Nullable Instant zero, long oldest, long newest) {}

    long count() {
        return last - first + 1;
    }

    /** The two as one, when the other follows this one and is of its kind; else null. */
    @Nullable
    Loss joined(Loss next) {
        if (!stream.equals(next.stream) || cause != next.cause || next.first != last + 1) {
            return null;
        }
        Span from = span;
        Span to = next.span;
        if (from == null || to == null) {
            return from == null && to == null ? new Loss(stream, first, next.last, cause, null) : null;
        }
        boolean sameClock = from.zero == null ? to.zero == null : from.zero.equals(to.zero);
        return sameClock
                ? new Loss(stream, first, next.last, cause, new Span(from.zero, from.oldest, to.newest))
                : null;
    }
}

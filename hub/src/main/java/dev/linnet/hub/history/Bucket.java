package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's readings were like in one stretch of time.
 *
 * @param start the stretch's first moment
 * @param count how many readings, at least one
 * @param span their extremes and mean; null when none is a number or boolean (which counts as 0 or 1)
 * @param last the newest of them
 */
public record Bucket(Instant start, long count, @Nullable Span span, Value last) {
    /** Extremes and arithmetic mean. */
    public record Span(double min, double mean, double max) {}
}

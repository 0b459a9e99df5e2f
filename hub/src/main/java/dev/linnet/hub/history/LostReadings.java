package dev.linnet.hub.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Readings of a device that were sampled and will never come.
 *
 * @param stream that their sequence numbers count in
 * @param first the lowest of these
 * @param last the highest
 * @param cause in the protocol's words
 * @param from when the first was sampled; null when unknown
 * @param until when the last was sampled; null when unknown
 * @param noted when the hub wrote it down
 */
public record LostReadings(
        String stream,
        long first,
        long last,
        String cause,
        @Nullable Instant from,
        @Nullable Instant until,
        Instant noted) {
    public long count() {
        return last - first + 1;
    }
}

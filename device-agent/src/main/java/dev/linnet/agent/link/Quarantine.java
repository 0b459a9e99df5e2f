package dev.linnet.agent.link;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Readings among which there is one that the hub refuses. While there are any, a sender has one message on the way at a time, so
 * that the next fault means that one. Outlives connections; owned by the loop.
 */
final class Quarantine {
    /**
     * Readings of one stream.
     *
     * @param until the last number under suspicion
     * @param batch how many may go into a message
     */
    private record Suspects(long until, int batch) {}

    private final Map<String, Suspects> streams = new HashMap<>();

    /** Whether what follows that number is under suspicion. */
    boolean isActive(String stream, long after) {
        return active(stream, after) != null;
    }

    /** How many readings may go into the message that follows that number. */
    int batch(String stream, long after) {
        Suspects suspects = active(stream, after);
        return suspects == null ? Integer.MAX_VALUE : suspects.batch;
    }

    private @Nullable Suspects active(String stream, long after) {
        Suspects suspects = streams.get(stream);
        if (suspects != null && after >= suspects.until) {
            streams.remove(stream);
            return null;
        }
        return suspects;
    }

    /** One of {@code count} readings up to {@code sent} may have been refused. */
    void begin(String stream, long sent, long count) {
        streams.put(stream, new Suspects(sent, half(count)));
    }

    /**
     * The one message on the way was refused.
     *
     * @return whether it held a single reading, which is then the one; else smaller messages will tell
     */
    boolean narrow(String stream, long count) {
        streams.computeIfPresent(stream, (name, suspects) -> new Suspects(suspects.until, half(count)));
        return count == 1;
    }

    private static int half(long count) {
        return Math.clamp(count / 2, 1, Integer.MAX_VALUE);
    }
}

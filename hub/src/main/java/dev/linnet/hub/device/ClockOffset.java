package dev.linnet.hub.device;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By how much an agent's clock is ahead of the hub's. A stamp that took longer to come looks like a clock that is behind, never
 * like one that is ahead; so of several the one that seems to have taken the shortest time counts, less half a round trip. Owned
 * by the session's loop.
 */
final class ClockOffset {
    /** Shown to people from here on: readings of such a device stand beside others' where they did not happen. */
    static final Duration WARN = Duration.ofSeconds(2);

    /** Stamps that are compared: a drift shows after some minutes. */
    static final int STAMPS = 16;

    /** Further behind than a busy line explains. */
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final long[] underway = new long[STAMPS]; // as they seem: the time really taken less the offset
    private int count;
    private int next;
    private long roundTrip = Long.MAX_VALUE;
    private boolean suspected;

    /** A message and its answer took so long together. */
    void roundTrip(long nanos) {
        if (nanos >= 0) {
            roundTrip = Math.min(roundTrip, nanos);
        }
    }

    /**
     * A message has come.
     *
     * @param sent the agent's clock when it was sent; null while that has not been set
     * @param received the hub's clock now
     * @param delayed whether the hub has not read the socket for a while before, so that the message may have waited there
     * @return how far the agent's clock is ahead, negative when it is behind; null when it is not set
     */
    @Nullable
    Duration stamp(@Nullable Instant sent, Instant received, boolean delayed) {
        if (sent == null) {
            count = 0;
            return null;
        }
        if (delayed && count > 0) {
            return offset();
        }
        long seems = Duration.between(sent, received).toNanos();
        boolean late = count > 0 && seems - least() > STEP_NANOS;
        if (late && suspected) {
            count = 0; // twice in a row: it is no delay, the clock was set back
        }
        suspected = late;
        if (count == 0) {
            next = 0;
        }
        underway[next] = seems;
        next = (next + 1) % STAMPS;
        count = Math.min(count + 1, STAMPS);
        return offset();
    }

    private Duration offset() {
        return Duration.ofNanos((roundTrip == Long.MAX_VALUE ? 0 : roundTrip / 2) - least());
    }

    private long least() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, underway[i]);
        }
        return least;
    }
}

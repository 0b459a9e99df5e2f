package dev.linnet.hub.device;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import org.jspecify.annotations.Nullable;

/** A channel's latest value, and whether it gives any. Written by its device's session, read by any thread. */
final class ChannelState {
    final ChannelDescription description;
    private volatile @Nullable Reading latest;
    private volatile String trouble;

    ChannelState(ChannelDescription description, @Nullable Reading latest, String trouble) {
        this.description = description;
        this.latest = latest;
        this.trouble = trouble;
    }

    /** Why it gives no values at present; empty when it does. */
    String trouble() {
        return trouble;
    }

    /** Returns whether that is new. */
    boolean trouble(String reason) {
        boolean changed = !reason.equals(trouble);
        trouble = reason;
        return changed;
    }

    @Nullable
    Reading latest() {
        return latest;
    }

    /**
     * Takes a reading. Within the newest stream, readings come in the order of sampling, whatever the clock says; one of a
     * former stream counts only when it is newer than what is known.
     *
     * @return whether it is now the latest
     */
    boolean offer(Reading reading, boolean newest) {
        Reading known = latest;
        if (!newest && known != null && !reading.time().isAfter(known.time())) {
            return false;
        }
        // With the channel's name as it is known already: what came with the message need not stay.
        latest = new Reading(reading.sequence(), description.id(), reading.time(), reading.value());
        return true;
    }
}

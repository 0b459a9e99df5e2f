package dev.linnet.hub.device;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import org.jspecify.annotations.Nullable;

/** A channel's latest value. Written by its device's session, read by any thread. */
final class ChannelState {
    final ChannelDescription description;
    private volatile @Nullable Reading latest;

    ChannelState(ChannelDescription description, @Nullable Reading latest) {
        this.description = description;
        this.latest = latest;
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
        latest = reading;
        return true;
    }
}

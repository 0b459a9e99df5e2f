package dev.linnet.hub.device;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.time.Instant;
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
     * Takes the reading when it is newer than what is known.
     *
     * @return whether it is now the latest and not sampled before {@code lateBefore}
     */
    boolean offer(Reading reading, Instant lateBefore) {
        Reading known = latest;
        if (known != null && reading.time().isBefore(known.time())) {
            return false;
        }
        latest = reading;
        return !reading.time().isBefore(lateBefore);
    }
}

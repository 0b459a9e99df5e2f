package dev.linnet.hub.device;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device at one moment.
 *
 * @param id the device's id
 * @param version its agent's version, from the latest hello
 * @param model its board, from the latest hello; empty when unknown
 * @param online whether it has a session now
 * @param since when it came online or went offline; while offline after a restart of the hub, when it was last seen
 * @param channels in the order of its hello
 * @param agent how its agent said it is, since it came online; null when it has not, or is offline
 * @param lost readings that it has sampled and lost, as far as the history remembers
 */
public record DeviceSnapshot(
        String id,
        String version,
        String model,
        boolean online,
        Instant since,
        List<Channel> channels,
        @Nullable AgentStatus agent,
        long lost) {
    /** Of a device that has lost nothing and not said how it is. */
    public DeviceSnapshot(
            String id, String version, String model, boolean online, Instant since, List<Channel> channels) {
        this(id, version, model, online, since, channels, null, 0);
    }

    /**
     * A channel at one moment.
     *
     * @param latest the newest reading by time; null before the first
     * @param unavailable why it gives no values at present, as its agent said last; empty when it does
     */
    public record Channel(
            ChannelDescription description, @Nullable Reading latest, String unavailable) {
        public Channel {
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(unavailable, "unavailable");
        }

        public boolean isAvailable() {
            return unavailable.isEmpty();
        }
    }

    public DeviceSnapshot {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(since, "since");
        channels = List.copyOf(channels);
    }

    /** The same device without what its channels said, for who keeps it only to know what it has. */
    public DeviceSnapshot withoutValues() {
        List<Channel> described = channels.stream()
                .map(channel -> new Channel(channel.description(), null, ""))
                .toList();
        return new DeviceSnapshot(id, version, model, online, since, described);
    }

    /** The channel of that id, or null. */
    public @Nullable Channel channel(String channel) {
        for (Channel candidate : channels) {
            if (candidate.description().id().equals(channel)) {
                return candidate;
            }
        }
        return null;
    }
}

package dev.linnet.hub.history;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device as the history remembers it.
 *
 * @param version its agent's, from the latest hello
 * @param model its board, from the latest hello
 * @param seen when it last said hello or sent readings
 * @param channels in the order of its latest hello
 * @param lost readings that it has sampled and lost
 */
public record KnownDevice(String id, String version, String model, Instant seen, List<Channel> channels, long lost) {
    /** Of a device that has lost nothing. */
    public KnownDevice(String id, String version, String model, Instant seen, List<Channel> channels) {
        this(id, version, model, seen, channels, 0);
    }

    /**
     * A channel of it.
     *
     * @param latest the newest of its type among the recent rows, or null; its sequence number is not remembered
     */
    public record Channel(
            ChannelDescription description, @Nullable Reading latest) {}

    public KnownDevice {
        channels = List.copyOf(channels);
    }
}

package dev.linnet.hub.device;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One device's live state. Its writer is the loop of the session that holds the device; any thread reads, and never
 * waits: what changes together is one immutable {@link Face} behind a volatile field, and each latest value is one too.
 */
final class DeviceState {
    /** What changes with a hello or the end of a session. */
    private record Face(
            String stream,
            String version,
            String model,
            boolean online,
            Instant since,
            Map<String, ChannelState> channels) {}

    private final String id;
    private volatile Face face;
    private volatile @Nullable AgentStatus agent;
    private final AtomicLong lost = new AtomicLong();

    DeviceState(String id, Instant since) {
        this.id = id;
        this.face = new Face("", "", "", false, since, Map.of());
    }

    /** Takes a new description and keeps the latest values of channels that are still of the same type. */
    void describe(
            String stream,
            String version,
            String model,
            List<ChannelDescription> descriptions,
            Map<String, String> troubles,
            boolean online,
            Instant since) {
        Map<String, ChannelState> channels = LinkedHashMap.newLinkedHashMap(descriptions.size());
        for (ChannelDescription description : descriptions) {
            channels.put(
                    description.id(),
                    new ChannelState(description, kept(description), troubles.getOrDefault(description.id(), "")));
        }
        face = new Face(stream, version, model, online, since, channels);
    }

    void offline(Instant since) {
        Face now = face;
        face = new Face(now.stream, now.version, now.model, false, since, now.channels);
        agent = null;
    }

    void report(AgentStatus status) {
        agent = status;
    }

    /** So many readings more are lost. */
    void lose(long count) {
        lost.addAndGet(count);
    }

    /** New readings come in that stream. */
    void began(String stream) {
        Face now = face;
        face = new Face(stream, now.version, now.model, now.online, now.since, now.channels);
    }

    /** Takes which channels give nothing, and why; returns the ids of those for which that is new. */
    List<String> troubled(Map<String, String> troubles) {
        return face.channels.values().stream()
                .filter(channel -> channel.trouble(troubles.getOrDefault(channel.description.id(), "")))
                .map(channel -> channel.description.id())
                .toList();
    }

    /** Takes the newest values; returns those readings that are now live, the same list when all are. */
    List<Reading> offer(String stream, List<Reading> readings, Instant lateBefore) {
        Face now = face;
        boolean newest = stream.equals(now.stream);
        List<Reading> live = null;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            ChannelState channel = now.channels.get(reading.channel());
            boolean isLive = channel != null
                    && channel.description.type().accepts(reading.value())
                    && channel.offer(reading, newest)
                    && !reading.time().isBefore(lateBefore);
            if (isLive && live != null) {
                live.add(reading);
            } else if (!isLive && live == null) {
                live = new ArrayList<>(readings.subList(0, i));
            }
        }
        return live == null ? readings : live;
    }

    @Nullable
    ChannelDescription description(String channel) {
        ChannelState state = face.channels.get(channel);
        return state == null ? null : state.description;
    }

    DeviceSnapshot snapshot() {
        Face now = face;
        List<DeviceSnapshot.Channel> channels = new ArrayList<>(now.channels.size());
        for (ChannelState channel : now.channels.values()) {
            channels.add(new DeviceSnapshot.Channel(channel.description, channel.latest(), channel.trouble()));
        }
        return new DeviceSnapshot(id, now.version, now.model, now.online, now.since, channels, agent, lost.get());
    }

    private @Nullable Reading kept(ChannelDescription description) {
        ChannelState before = face.channels.get(description.id());
        Reading latest = before == null ? null : before.latest();
        return latest != null && description.type().accepts(latest.value()) ? latest : null;
    }
}

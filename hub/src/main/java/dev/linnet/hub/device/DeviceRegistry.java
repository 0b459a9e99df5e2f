package dev.linnet.hub.device;

import dev.linnet.hub.history.KnownDevice;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What every device is like now. Any thread reads without waiting and without making writers wait; for one device, one
 * thread at a time writes (the loop that holds its session). Listeners hear each change on the writer's thread.
 */
public final class DeviceRegistry {
    private final ConcurrentMap<String, DeviceState> devices = new ConcurrentSkipListMap<>();
    private final List<DeviceListener> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Duration lateAfter;

    /**
     * @param lateAfter a reading older than this on arrival still becomes its channel's latest value, but is not live
     */
    public DeviceRegistry(Clock clock, Duration lateAfter) {
        this.clock = clock;
        this.lateAfter = lateAfter;
    }

    /** Adds a listener; it hears only what happens from now on, so read {@link #devices} after adding. */
    public void listen(DeviceListener listener) {
        listeners.add(listener);
    }

    /** Every device known, by id. */
    public List<DeviceSnapshot> devices() {
        List<DeviceSnapshot> snapshots = new ArrayList<>();
        devices.values().forEach(device -> snapshots.add(device.snapshot()));
        return snapshots;
    }

    /** The device of that id, or null. */
    public @Nullable DeviceSnapshot device(String id) {
        DeviceState device = devices.get(id);
        return device == null ? null : device.snapshot();
    }

    /** What the device's latest hello said of that channel, or null. */
    public @Nullable ChannelDescription channel(String device, String channel) {
        DeviceState state = devices.get(device);
        return state == null ? null : state.description(channel);
    }

    /** Puts a device there as it was last known, offline, without telling listeners: at start, from the history. */
    public void restore(KnownDevice known) {
        DeviceState device = new DeviceState(known.id(), known.seen());
        List<ChannelDescription> descriptions =
                known.channels().stream().map(KnownDevice.Channel::description).toList();
        device.describe("", known.version(), known.model(), descriptions, Map.of(), false, known.seen());
        for (KnownDevice.Channel channel : known.channels()) {
            Reading latest = channel.latest();
            if (latest != null) {
                device.offer("", List.of(latest), Instant.MAX);
            }
        }
        device.lose(known.lost());
        devices.put(known.id(), device);
    }

    /** The device's session began. */
    public void connected(Hello hello) {
        Instant now = clock.instant();
        DeviceState device = devices.computeIfAbsent(hello.device(), id -> new DeviceState(id, now));
        device.describe(
                hello.stream(), hello.version(), hello.model(), hello.channels(), hello.unavailable(), true, now);
        DeviceSnapshot snapshot = device.snapshot();
        for (DeviceListener listener : listeners) {
            listener.connected(snapshot);
        }
    }

    /** The device numbers new readings in that stream from now on. */
    public void began(String id, String stream) {
        DeviceState device = devices.get(id);
        if (device != null) {
            device.began(stream);
        }
    }

    /** The device's agent said how it is. */
    public void reported(String id, AgentStatus status) {
        DeviceState device = devices.get(id);
        if (device != null) {
            device.report(status);
            DeviceSnapshot snapshot = device.snapshot();
            for (DeviceListener listener : listeners) {
                listener.reported(snapshot);
            }
        }
    }

    /** So many of the device's readings are lost. */
    public void lost(String id, long count) {
        DeviceState device = devices.get(id);
        if (device != null) {
            device.lose(count);
        }
    }

    /** The device's last session ended. */
    public void disconnected(String id) {
        DeviceState device = devices.get(id);
        if (device == null) {
            return;
        }
        device.offline(clock.instant());
        DeviceSnapshot snapshot = device.snapshot();
        for (DeviceListener listener : listeners) {
            listener.disconnected(snapshot);
        }
    }

    /** Readings of a connected device that the hub did not have yet. */
    public void readings(String id, String stream, List<Reading> readings) {
        DeviceState device = devices.get(id);
        if (device == null) {
            return;
        }
        List<Reading> live = device.offer(stream, readings, clock.instant().minus(lateAfter));
        for (DeviceListener listener : listeners) {
            listener.readings(id, stream, readings, live);
        }
    }

    /** A connected device says which of its channels give nothing, and why: the whole list. */
    public void unavailable(String id, Map<String, String> troubles) {
        DeviceState device = devices.get(id);
        if (device == null) {
            return;
        }
        List<String> changed = device.troubled(troubles);
        if (changed.isEmpty()) {
            return;
        }
        DeviceSnapshot snapshot = device.snapshot();
        for (DeviceListener listener : listeners) {
            listener.availability(snapshot, changed);
        }
    }

    /** Forgets the device. Returns whether it was there. */
    public boolean remove(String id) {
        if (devices.remove(id) == null) {
            return false;
        }
        for (DeviceListener listener : listeners) {
            listener.removed(id);
        }
        return true;
    }
}

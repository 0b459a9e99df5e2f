package dev.linnet.hub.live;

import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.protocol.Reading;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has changed and is yet to be told: of each device the newest state, of each channel the newest value. So it never
 * holds more than there are devices and channels. One thread at a time.
 */
final class Changes {
    /** Names a channel. */
    record Channel(String device, String channel) {}

    /** Few enough for one message of some tens of kilobytes. */
    private static final int DEVICES_AT_ONCE = 20;

    private static final int VALUES_AT_ONCE = 500;

    private final Map<String, DeviceSnapshot> devices = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Map<Channel, Reading> values = new LinkedHashMap<>();

    Map<String, DeviceSnapshot> devices() {
        return devices;
    }

    Set<String> removed() {
        return removed;
    }

    Map<Channel, Reading> values() {
        return values;
    }

    boolean isEmpty() {
        return devices.isEmpty() && removed.isEmpty() && values.isEmpty();
    }

    /** Whether there is something, and {@link #poll} would take all of it. */
    boolean fitsOneMessage() {
        return !isEmpty() && devices.size() <= DEVICES_AT_ONCE && values.size() <= VALUES_AT_ONCE;
    }

    void device(DeviceSnapshot device) {
        removed.remove(device.id());
        devices.put(device.id(), device);
    }

    void value(String device, Reading reading) {
        values.put(new Channel(device, reading.channel()), reading);
    }

    void remove(String device) {
        devices.remove(device);
        values.keySet().removeIf(channel -> channel.device.equals(device));
        removed.add(device);
    }

    /** Takes over what is newer than anything here. */
    void add(Changes newer) {
        newer.removed.forEach(this::remove);
        newer.devices.values().forEach(this::device);
        values.putAll(newer.values);
    }

    /** Takes a part out, to be told in one message: devices before values, since values mean nothing without. */
    Changes poll() {
        Changes part = new Changes();
        part.removed.addAll(removed);
        removed.clear();
        Iterator<DeviceSnapshot> oldest = devices.values().iterator();
        while (oldest.hasNext() && part.devices.size() < DEVICES_AT_ONCE) {
            part.device(oldest.next());
            oldest.remove();
        }
        if (devices.isEmpty()) {
            Iterator<Map.Entry<Channel, Reading>> entries = values.entrySet().iterator();
            while (entries.hasNext() && part.values.size() < VALUES_AT_ONCE) {
                Map.Entry<Channel, Reading> entry = entries.next();
                part.values.put(entry.getKey(), entry.getValue());
                entries.remove();
            }
        }
        return part;
    }
}

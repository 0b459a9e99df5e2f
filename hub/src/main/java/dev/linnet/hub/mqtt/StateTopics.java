package dev.linnet.hub.mqtt;

import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tinylog.Logger;

/** What stands retained at the broker, as publications. Any thread. */
final class StateTopics {
    private final Topics topics;

    StateTopics(Topics topics) {
        this.topics = topics;
    }

    /** Whether the device has topics at all. */
    boolean bridges(DeviceSnapshot device) {
        if (Topics.reservesDevice(device.id())) {
            Logger.warn("device '{}' is not on MQTT: the bridge's own topics have that name", device.id());
            return false;
        }
        return true;
    }

    /** Availability and every latest value. */
    List<Publication> device(DeviceSnapshot device) {
        List<Publication> states = new ArrayList<>();
        for (DeviceSnapshot.Channel channel : device.channels()) {
            Reading latest = channel.latest();
            if (latest != null && hasTopic(device.id(), channel.description())) {
                states.add(value(device.id(), latest));
            }
        }
        states.add(availability(device));
        return states;
    }

    Publication availability(DeviceSnapshot device) {
        return Publication.state(topics.availability(device.id()), device.online() ? "online" : "offline");
    }

    /** The values as they are now, one a topic. */
    List<Publication> values(String device, List<Reading> readings) {
        List<Publication> states = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            if (!Topics.reservesChannel(reading.channel())) {
                states.add(value(device, reading));
            }
        }
        return states;
    }

    /** Takes away what {@code before} had and {@code now} has not. */
    List<Publication> withdrawn(DeviceSnapshot before, DeviceSnapshot now) {
        Set<String> kept = new HashSet<>();
        now.channels().forEach(channel -> kept.add(channel.description().id()));
        return before.channels().stream()
                .map(channel -> channel.description().id())
                .filter(id -> !kept.contains(id) && !Topics.reservesChannel(id))
                .map(id -> Publication.retraction(topics.state(before.id(), id)))
                .toList();
    }

    /** Takes everything of a device away. */
    List<Publication> withdrawn(DeviceSnapshot device) {
        List<Publication> retractions = new ArrayList<>();
        for (DeviceSnapshot.Channel channel : device.channels()) {
            if (!Topics.reservesChannel(channel.description().id())) {
                retractions.add(Publication.retraction(
                        topics.state(device.id(), channel.description().id())));
            }
        }
        retractions.add(Publication.retraction(topics.availability(device.id())));
        return retractions;
    }

    private Publication value(String device, Reading reading) {
        return Publication.state(
                topics.state(device, reading.channel()), () -> Publication.utf8(PlainValue.write(reading.value())));
    }

    private static boolean hasTopic(String device, ChannelDescription channel) {
        if (Topics.reservesChannel(channel.id())) {
            Logger.warn(
                    "channel '{}' of {} has no state topic: its device's own topic has that name",
                    channel.id(),
                    device);
            return false;
        }
        return true;
    }
}

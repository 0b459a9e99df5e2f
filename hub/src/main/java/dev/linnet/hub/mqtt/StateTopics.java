package dev.linnet.hub.mqtt;

import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

    /** Availability, the device's and its channels', and every latest value. */
    List<Publication> device(DeviceSnapshot device) {
        List<Publication> states = new ArrayList<>(channels(device, id -> true));
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

    /** Whether those channels give values. */
    List<Publication> channels(DeviceSnapshot device, Predicate<String> wanted) {
        return device.channels().stream()
                .filter(channel -> wanted.test(channel.description().id()))
                .filter(channel -> !Topics.reservesChannel(channel.description().id()))
                .map(channel -> Publication.state(
                        topics.availability(device.id(), channel.description().id()),
                        channel.isAvailable() ? "online" : "offline"))
                .toList();
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
                .flatMap(id -> withdrawn(before.id(), id))
                .toList();
    }

    /** Takes everything of a device away. */
    List<Publication> withdrawn(DeviceSnapshot device) {
        List<Publication> retractions = new ArrayList<>();
        for (DeviceSnapshot.Channel channel : device.channels()) {
            if (!Topics.reservesChannel(channel.description().id())) {
                withdrawn(device.id(), channel.description().id()).forEach(retractions::add);
            }
        }
        retractions.add(Publication.retraction(topics.availability(device.id())));
        return retractions;
    }

    private Stream<Publication> withdrawn(String device, String channel) {
        return Stream.of(
                Publication.retraction(topics.state(device, channel)),
                Publication.retraction(topics.availability(device, channel)));
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

package dev.linnet.hub.command;

import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a command can be right, by what its device says of itself. */
final class RequestCheck {
    private final DeviceRegistry registry;

    RequestCheck(DeviceRegistry registry) {
        this.registry = registry;
    }

    /** What is wrong, in words that say what would be right; null when nothing is. */
    @Nullable
    String objection(CommandRequest request) {
        DeviceSnapshot device = registry.device(request.device());
        if (device == null) {
            return "no device '" + request.device() + "'";
        }
        DeviceSnapshot.Channel channel = device.channel(request.channel());
        if (channel == null || channel.description().kind() != ChannelDescription.Kind.ACTUATOR) {
            return (channel == null ? "no channel '" : "sensors take no commands: '") + request.channel()
                    + "'; the actuators of '" + device.id() + "': " + actuators(device);
        }
        return objection(channel.description(), request.value());
    }

    private static @Nullable String objection(ChannelDescription channel, Value value) {
        if (!channel.type().accepts(value)) {
            return "channel '" + channel.id() + "' takes a "
                    + channel.type().name().toLowerCase(Locale.ROOT) + ", not '" + value + "'";
        }
        ChannelDescription.Range range = channel.range();
        if (range != null && value instanceof Value.Numeric number && !range.contains(number.value())) {
            return "channel '" + channel.id() + "' takes " + Value.of(range.min()) + " to " + Value.of(range.max())
                    + (channel.unit().isEmpty() ? "" : " " + channel.unit()) + ", not " + value;
        }
        return null;
    }

    private static String actuators(DeviceSnapshot device) {
        String names = device.channels().stream()
                .map(DeviceSnapshot.Channel::description)
                .filter(channel -> channel.kind() == ChannelDescription.Kind.ACTUATOR)
                .map(ChannelDescription::id)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}

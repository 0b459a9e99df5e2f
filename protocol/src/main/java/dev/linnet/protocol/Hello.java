package dev.linnet.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An agent's first message: who it is and what it carries.
 *
 * @param device the device's id; must be the one that its token stands for
 * @param boot names this run of the agent
 * @param stream the stream in which new readings are numbered; a run begins with one of its own name
 * @param spooled former streams of which the agent still holds readings, oldest first, without {@code stream}
 * @param version the agent's version, such as {@code 0.1.0}
 * @param model the board, such as {@code Raspberry Pi Zero 2 W Rev 1.0}; empty when unknown
 * @param channels every channel, each id once
 * @param unavailable which of them give nothing at present, and why, as {@link Unavailable} says it
 */
public record Hello(
        String device,
        String boot,
        String stream,
        List<String> spooled,
        String version,
        String model,
        List<ChannelDescription> channels,
        Map<String, String> unavailable)
        implements Message.FromAgent {
    public Hello {
        Names.require("device", device);
        Names.require("boot", boot);
        Names.require("stream", stream);
        spooled = List.copyOf(spooled);
        spooled.forEach(former -> Names.require("boot", former));
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(model, "model");
        channels = List.copyOf(channels);
        Set<String> ids = new HashSet<>();
        for (ChannelDescription channel : channels) {
            if (!ids.add(channel.id())) {
                throw new IllegalArgumentException("hello names channel '" + channel.id() + "' twice");
            }
        }
        unavailable = Unavailable.checked(unavailable);
    }

    /** Of a device that has nothing to complain about. */
    public Hello(
            String device,
            String boot,
            String stream,
            List<String> spooled,
            String version,
            String model,
            List<ChannelDescription> channels) {
        this(device, boot, stream, spooled, version, model, channels, Map.of());
    }

    /** Of a run that has begun no stream but its first. */
    public Hello(
            String device,
            String boot,
            List<String> spooled,
            String version,
            String model,
            List<ChannelDescription> channels) {
        this(device, boot, boot, spooled, version, model, channels);
    }
}

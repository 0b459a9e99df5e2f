package dev.linnet.hub.mqtt;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.hub.command.CommandRouter;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A device with a thermometer and a relay, a registry that holds it, and a router that does at once what it is told. */
final class Kitchen implements CommandRouter {
    final DeviceRegistry registry = new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1));
    final BlockingQueue<CommandRequest> requests = new LinkedBlockingQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();

    static ChannelDescription number(String id) {
        return new ChannelDescription(
                id, ChannelDescription.Kind.SENSOR, ChannelDescription.Type.NUMBER, "temperature", "Cel", null);
    }

    static ChannelDescription relay(String id) {
        return new ChannelDescription(
                id, ChannelDescription.Kind.ACTUATOR, ChannelDescription.Type.BOOLEAN, "relay", "", null);
    }

    void connect() {
        connect(number("temperature"), relay("fan"));
    }

    void connect(ChannelDescription... channels) {
        registry.connected(new Hello("kitchen", "b1", List.of(), "0.1.0", "Raspberry Pi Zero 2 W", List.of(channels)));
    }

    void unavailable(Map<String, String> channels) {
        registry.unavailable("kitchen", channels);
    }

    void disconnect() {
        registry.disconnected("kitchen");
    }

    void read(String channel, Value value) {
        read(channel, Instant.now(), value);
    }

    void read(String channel, Instant time, Value value) {
        registry.readings("kitchen", "b1", List.of(new Reading(sequence.incrementAndGet(), channel, time, value)));
    }

    @Override
    public void route(CommandRequest request, Consumer<Result> completion) {
        requests.add(request);
        if (registry.channel(request.device(), request.channel()) == null) {
            completion.accept(Result.rejected(request.id(), "there is no channel '" + request.channel() + "'"));
            return;
        }
        read(request.channel(), request.value());
        completion.accept(Result.done(request.id(), request.value()));
    }

    @Override
    public String newId() {
        return "hub-" + ids.incrementAndGet();
    }
}

package dev.linnet.hub.dashboard;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Unavailable;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A device that speaks the protocol and has no hardware; commands are answered as {@code behaviour} says. */
final class FakeAgent implements AutoCloseable {
    private final JsonCodec codec = new JsonCodec();
    private final String device;
    private final String boot = "b" + Long.toString(System.nanoTime(), 36);
    private final AtomicLong sequence = new AtomicLong();
    private final WebSocket socket;
    private final CountDownLatch welcome = new CountDownLatch(1);
    private volatile Function<Command, @Nullable Result> behaviour =
            command -> Result.done(command.id(), command.value());

    FakeAgent(InetSocketAddress hub, String device, String token, List<ChannelDescription> channels)
            throws IOException, InterruptedException {
        this.device = device;
        socket = new WebSocketClient(ClientOptions.defaults())
                .connect(
                        URI.create("ws://" + hub.getHostString() + ":" + hub.getPort() + "/agent"),
                        HttpHeaders.of("Authorization", "Bearer " + token),
                        List.of(codec.subprotocol()),
                        new Listener());
        send(new Hello(device, boot, List.of(), "0.1.0", "Raspberry Pi Zero 2 W", channels));
        if (!welcome.await(10, TimeUnit.SECONDS)) {
            throw new IOException("the hub did not welcome " + device);
        }
    }

    static ChannelDescription sensor(String id, ChannelDescription.Type type, String quantity, String unit) {
        return new ChannelDescription(id, ChannelDescription.Kind.SENSOR, type, quantity, unit, null);
    }

    static ChannelDescription actuator(
            String id, ChannelDescription.Type type, String quantity, ChannelDescription.@Nullable Range range) {
        return new ChannelDescription(
                id, ChannelDescription.Kind.ACTUATOR, type, quantity, range == null ? "" : "%", range);
    }

    void read(String channel, Value value) {
        read(channel, Instant.now(), value);
    }

    void read(String channel, Instant time, Value value) {
        send(new Telemetry(boot, List.of(new Reading(sequence.incrementAndGet(), channel, time, value))));
    }

    void say(Message message) {
        send(message);
    }

    void unavailable(Map<String, String> channels) {
        send(new Unavailable(channels));
    }

    /** How commands end from now on; null for no answer. What is done is also read back. */
    void behave(Function<Command, @Nullable Result> other) {
        behaviour = other;
    }

    @Override
    public void close() {
        socket.close(CloseStatus.of(CloseStatus.NORMAL));
    }

    private void send(Message message) {
        if (!socket.sendText(ByteBuffer.wrap(codec.encode(message)))) {
            throw new IllegalStateException(device + " cannot send");
        }
    }

    private final class Listener implements WebSocketListener {
        @Override
        public void onText(WebSocket from, ByteBuffer utf8) {
            try {
                switch (codec.decodeFromHub(utf8)) {
                    case Welcome w -> welcome.countDown();
                    case Command command -> {
                        Result result = behaviour.apply(command);
                        if (result != null) {
                            if (result.value() != null) {
                                read(command.channel(), result.value());
                            }
                            send(result);
                        }
                    }
                    case Ack ack -> {}
                    case Fault fault -> throw new IllegalStateException(fault.detail());
                }
            } catch (MalformedMessageException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onClose(WebSocket from, CloseStatus status) {
            // The test closes the agent or the hub.
        }
    }
}

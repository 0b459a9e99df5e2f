package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Status;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Unavailable;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hub of a few lines on a real socket: takes one token, stores readings in memory, acknowledges at once. */
final class TestHub implements AutoCloseable {
    static final String TOKEN = "right-token";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MessageCodecs codecs = MessageCodecs.of(new JsonCodec(), new CborCodec());
    private final WebSocketServer server;
    final InetSocketAddress address;
    final BlockingQueue<Hello> hellos = new LinkedBlockingQueue<>();
    final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
    final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    final BlockingQueue<Unavailable> troubles = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();
    private final Map<String, BlockingQueue<Reading>> byStream = new ConcurrentHashMap<>();
    private final Map<String, Long> stored = new TreeMap<>(); // the event loop's
    private volatile @Nullable WebSocket socket;

    TestHub(int port) throws IOException {
        server = new WebSocketServer(
                ServerOptions.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .build(),
                this::upgrade,
                exchange -> exchange.respond(HttpResponse.of(404)));
        address = server.start();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + address.getPort() + "/agent");
    }

    private Upgrade upgrade(HttpRequest request) {
        if (!("Bearer " + TOKEN).equals(request.headers().first("Authorization"))) {
            refusals.add(401);
            return new Upgrade.Refuse(new HttpResponse(401, HttpHeaders.EMPTY, new byte[0]));
        }
        MessageCodec codec =
                Objects.requireNonNull(codecs.choose(request.headers().list("Sec-WebSocket-Protocol")));
        return new Upgrade.Accept(new Session(codec), codec.subprotocol());
    }

    private final class Session implements WebSocketListener {
        private final MessageCodec codec;

        Session(MessageCodec codec) {
            this.codec = codec;
        }

        @Override
        public void onText(WebSocket from, ByteBuffer utf8) {
            assertThat(codec.isBinary()).isFalse();
            receive(from, utf8);
        }

        @Override
        public void onBinary(WebSocket from, ByteBuffer payload) {
            assertThat(codec.isBinary()).isTrue();
            receive(from, payload);
        }

        private void receive(WebSocket from, ByteBuffer payload) {
            try {
                receive(from, codec.decodeFromAgent(payload));
            } catch (MalformedMessageException e) {
                send(from, e.fault());
            }
        }

        private void receive(WebSocket from, Message.FromAgent message) {
            switch (message) {
                case Hello hello -> {
                    socket = from;
                    Map<String, Long> acknowledged = new TreeMap<>();
                    Stream.concat(Stream.of(hello.stream()), hello.spooled().stream())
                            .forEach(stream -> acknowledged.put(stream, stored.getOrDefault(stream, 0L)));
                    send(from, new Welcome(Instant.now(), Duration.ofSeconds(20), 65_536, 500, acknowledged));
                    hellos.add(hello);
                }
                case Telemetry telemetry -> {
                    String stream = telemetry.boot();
                    long have = stored.getOrDefault(stream, 0L);
                    telemetry.readings().stream()
                            .filter(reading -> reading.sequence() > have)
                            .forEach(reading -> {
                                readings.add(reading);
                                of(stream).add(reading);
                            });
                    long last = Math.max(have, telemetry.lastSequence());
                    stored.put(stream, last);
                    send(from, new Ack(stream, last));
                }
                case Gap gap -> send(from, new Ack(gap.boot(), gap.last()));
                case Status status -> {}
                case Unavailable unavailable -> troubles.add(unavailable);
                case Result result -> results.add(result);
                case Fault fault -> throw new AssertionError("a fault: " + fault);
            }
        }

        @Override
        public void onClose(WebSocket from, CloseStatus status) {}
    }

    private void send(WebSocket to, Message message) {
        MessageCodec codec = Objects.requireNonNull(codecs.of(to.subprotocol()));
        ByteBuffer payload = ByteBuffer.wrap(codec.encode(message));
        assertThat(codec.isBinary() ? to.sendBinary(payload) : to.sendText(payload))
                .isTrue();
    }

    void command(String id, String channel, Value value) {
        send(Objects.requireNonNull(socket), new Command(id, channel, value, Duration.ofSeconds(10)));
    }

    /** Cuts the agent's connection. */
    void cut() {
        Objects.requireNonNull(socket).abort();
    }

    /** The next thing of that kind, or a failure. */
    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (item == null) {
            throw new AssertionError("nothing came within " + PATIENCE.toSeconds() + " s");
        }
        return item;
    }

    private BlockingQueue<Reading> of(String stream) {
        return byStream.computeIfAbsent(stream, name -> new LinkedBlockingQueue<>());
    }

    /** The next reading of that stream, or a failure. */
    Reading nextIn(String stream) throws InterruptedException {
        return next(of(stream));
    }

    /** The next reading of that channel, or a failure. */
    Reading nextOf(String channel) throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            Reading reading = next(readings);
            if (reading.channel().equals(channel)) {
                return reading;
            }
        }
        throw new AssertionError("no reading of " + channel + " among many others");
    }

    @Override
    public void close() {
        server.close();
    }
}

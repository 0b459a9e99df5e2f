package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The smallest agent: says what a test tells it to, and keeps what it hears. */
public final class TestAgent implements WebSocketListener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final JsonCodec CODEC = new JsonCodec();

    private final BlockingQueue<Message.FromHub> heard = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(0); // a permit each time that there is room again
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    static TestAgent connect(URI uri, String token) throws Exception {
        return connect(uri, token, ClientOptions.defaults());
    }

    static TestAgent connect(URI uri, String token, ClientOptions options) throws Exception {
        TestAgent agent = new TestAgent();
        new WebSocketClient(options)
                .connect(uri, HttpHeaders.of("Authorization", "Bearer " + token), List.of("linnet.v1.json"), agent);
        return agent;
    }

    public static ChannelDescription number(String id) {
        return new ChannelDescription(
                id,
                ChannelDescription.Kind.SENSOR,
                ChannelDescription.Type.NUMBER,
                "temperature",
                "Cel",
                new ChannelDescription.Range(-40, 85));
    }

    public static ChannelDescription relay(String id) {
        return new ChannelDescription(
                id, ChannelDescription.Kind.ACTUATOR, ChannelDescription.Type.BOOLEAN, "switch", "", null);
    }

    public static Hello helloOf(String device, String boot) {
        return new Hello(device, boot, List.of(), "0.1.0", "Test board", List.of(number("temperature"), relay("fan")));
    }

    /** Readings of the thermometer with those sequence numbers; each value is its number. */
    public static Telemetry telemetry(String boot, long first, long last) {
        List<Reading> readings = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            readings.add(new Reading(sequence, "temperature", Instant.now(), Value.of((double) sequence)));
        }
        return new Telemetry(boot, readings);
    }

    public Welcome hello(String device, String boot) throws Exception {
        send(helloOf(device, boot));
        return next(Welcome.class);
    }

    public void send(Message message) {
        assertThat(socket.join().sendText(ByteBuffer.wrap(CODEC.encode(message))))
                .isTrue();
    }

    /** False when there is no room for it now. */
    public boolean offer(Message message) {
        return socket.join().sendText(ByteBuffer.wrap(CODEC.encode(message)));
    }

    /** Sends it as soon as there is room for it. */
    public void sendInTime(Message message) throws InterruptedException {
        while (!offer(message)) {
            assertThat(room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    public void sendText(String text) {
        assertThat(socket.join().sendText(text)).isTrue();
    }

    /** The next message, which must be of that kind. */
    public <M extends Message.FromHub> M next(Class<M> kind) throws Exception {
        Message.FromHub message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).isInstanceOf(kind);
        return kind.cast(message);
    }

    /** Waits until everything up to that number is acknowledged. */
    public void awaitAck(String boot, long sequence) throws Exception {
        Ack ack;
        do {
            ack = next(Ack.class);
            assertThat(ack.boot()).isEqualTo(boot);
            assertThat(ack.sequence()).isLessThanOrEqualTo(sequence);
        } while (ack.sequence() < sequence);
    }

    public CloseStatus awaitClose() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public boolean isOpen() {
        return socket.join().isOpen();
    }

    /** As when the network is gone. */
    public void cut() {
        socket.join().abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket.complete(opened);
    }

    @Override
    public void onText(WebSocket from, ByteBuffer utf8) {
        try {
            heard.add(CODEC.decodeFromHub(utf8));
        } catch (MalformedMessageException e) {
            throw new AssertionError("the hub said what the codec does not read", e);
        }
    }

    @Override
    public void onWritable(WebSocket from) {
        room.release();
    }

    @Override
    public void onClose(WebSocket from, CloseStatus status) {
        closed.complete(status);
    }

    @Override
    public void close() {
        socket.join().close(CloseStatus.of(CloseStatus.NORMAL));
    }
}

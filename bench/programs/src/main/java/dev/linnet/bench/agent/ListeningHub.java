package dev.linnet.bench.agent;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Takes one agent's readings as a hub would, acknowledges them once a second, and notes when the first one came. */
final class ListeningHub implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_READINGS = 500;
    private static final long ACK_NANOS = Duration.ofSeconds(1).toNanos();

    private final JsonCodec codec = new JsonCodec();
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicLong firstNanos = new AtomicLong();
    private final AtomicLong readings = new AtomicLong();
    private final WebSocketServer server;
    private final int port;

    ListeningHub() throws IOException {
        server = new WebSocketServer(
                ServerOptions.defaults(),
                request -> new Upgrade.Accept(new Session(), codec.subprotocol()),
                exchange -> exchange.respond(HttpResponse.of(404)));
        port = server.start().getPort();
    }

    int port() {
        return port;
    }

    /** When the first reading arrived, as {@link System#nanoTime} has it. */
    long awaitFirst() throws IOException, InterruptedException {
        if (!first.await(30, TimeUnit.SECONDS)) {
            throw new IOException("no reading came within 30 s");
        }
        return firstNanos.get();
    }

    long readings() {
        return readings.get();
    }

    @Override
    public void close() {
        server.close();
    }

    /** One connection; the loop's. */
    private final class Session implements WebSocketListener {
        private long lastAck = System.nanoTime();

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            try {
                Message.FromAgent message = codec.decodeFromAgent(utf8);
                if (message instanceof Hello hello) {
                    send(
                            socket,
                            new Welcome(Instant.now(), HEARTBEAT, MOST_BYTES, MOST_READINGS, Map.of(hello.boot(), 0L)));
                } else if (message instanceof Telemetry telemetry) {
                    take(socket, telemetry);
                }
            } catch (MalformedMessageException e) {
                socket.close(new CloseStatus(CloseStatus.POLICY_VIOLATION, "not understood"));
            }
        }

        private void take(WebSocket socket, Telemetry telemetry) {
            long now = System.nanoTime();
            if (first.getCount() > 0) {
                firstNanos.set(now);
                first.countDown();
            }
            readings.addAndGet(telemetry.readings().size());
            if (now - lastAck > ACK_NANOS) {
                lastAck = now;
                send(socket, new Ack(telemetry.boot(), telemetry.lastSequence()));
            }
        }

        private void send(WebSocket socket, Message message) {
            if (!socket.sendText(ByteBuffer.wrap(codec.encode(message)))) {
                socket.abort();
            }
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    }
}

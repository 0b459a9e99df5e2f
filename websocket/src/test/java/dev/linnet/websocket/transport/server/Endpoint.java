package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server under test: echoes messages, answers requests with their path, and writes down what happens. */
class Endpoint implements WebSocketListener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    final WebSocketServer server;
    final InetSocketAddress address;
    final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<CloseStatus> closed = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    final BlockingQueue<String> writable = new LinkedBlockingQueue<>();

    Endpoint() throws IOException {
        this(options -> options);
    }

    Endpoint(UnaryOperator<ServerOptions.Builder> adjust) throws IOException {
        ServerOptions options = adjust.apply(ServerOptions.builder().failures((what, failure) -> failures.add(failure)))
                .build();
        server = new WebSocketServer(options, this::upgrade, this::answer);
        address = server.start();
    }

    Upgrade upgrade(HttpRequest request) {
        return new Upgrade.Accept(this, "");
    }

    void answer(HttpExchange exchange) {
        exchange.respond(HttpResponse.of(200, "text/plain", exchange.request().path()));
    }

    @Override
    public void onOpen(WebSocket socket) {
        opened.add(socket);
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        socket.sendText(utf8);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer payload) {
        socket.sendBinary(payload);
    }

    @Override
    public void onWritable(WebSocket socket) {
        writable.add("writable");
    }

    @Override
    public void onClose(WebSocket socket, CloseStatus status) {
        closed.add(status);
    }

    long count(ServerCounter counter) {
        return server.count(counter);
    }

    /** The next element, within reason. */
    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        @Nullable T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** The one element. */
    static <T> T only(BlockingQueue<T> queue) {
        return queue.element();
    }

    /** Waits for something that no event tells of. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + PATIENCE_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void awaitNoConnection() {
        await("no connection left", () -> server.connections() == 0);
    }

    @Override
    public void close() {
        server.close();
    }
}

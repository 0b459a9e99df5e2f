package dev.linnet.websocket;

import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.tls.ServerTls;
import dev.linnet.websocket.transport.server.Acceptor;
import dev.linnet.websocket.transport.server.EventLoop;
import dev.linnet.websocket.transport.server.Service;
import dev.linnet.websocket.transport.tls.TlsEngines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves WebSocket connections and plain HTTP requests on one port, on a few event-loop threads. Its own methods may be
 * called from any thread but the loops'.
 */
public final class WebSocketServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Service service;
    private volatile List<EventLoop> loops = List.of(); // written once, by start
    private @Nullable Acceptor acceptor; // guarded by this
    private boolean stopped; // guarded by this

    /**
     * Wires; binds nothing before {@link #start}.
     *
     * @param upgrades decides about opening handshakes
     * @param http answers all other requests
     */
    public WebSocketServer(ServerOptions options, UpgradeHandler upgrades, HttpHandler http) {
        this.service = new Service(options, upgrades, http, System::nanoTime);
    }

    /**
     * Binds and begins to serve; once.
     *
     * @return the address bound to, with the port that was picked
     * @throws IOException when the address cannot be bound
     */
    public synchronized InetSocketAddress start() throws IOException {
        if (acceptor != null || stopped) {
            throw new IllegalStateException("a server is started once");
        }
        ServerSocketChannel listening = ServerSocketChannel.open();
        List<EventLoop> made = new ArrayList<>();
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(service.options().address(), BACKLOG);
            for (int i = 0; i < service.options().loops(); i++) {
                made.add(new EventLoop(service, "websocket-loop-" + i));
            }
            Acceptor accepting = new Acceptor(listening, made);
            accepting.register();
            acceptor = accepting;
        } catch (IOException | RuntimeException e) {
            listening.close();
            made.forEach(EventLoop::abandon);
            throw e;
        }
        loops = List.copyOf(made);
        made.forEach(EventLoop::start);
        return (InetSocketAddress) listening.getLocalAddress();
    }

    /**
     * Changes certificate, key and whom to trust; open connections go on with what they have.
     *
     * @throws IllegalStateException when the server was made without TLS
     */
    public void reloadTls(ServerTls tls) {
        TlsEngines engines = service.tls();
        if (engines == null) {
            throw new IllegalStateException("this server was made without TLS");
        }
        engines.reload(tls);
    }

    /** How often that has happened since the start, over all loops. */
    public long count(ServerCounter counter) {
        long sum = service.elsewhere().of(counter);
        for (EventLoop loop : loops) {
            sum += loop.tally().of(counter);
        }
        return sum;
    }

    /** Sockets open now, in whatever state. */
    public int connections() {
        return service.admission().open();
    }

    /**
     * Writes down the frames of the connections that the predicate picks, of those that are open and of those to come; in
     * the place of what was traced before. The predicate is asked on the loops' threads, and must not block.
     */
    public void trace(Predicate<? super WebSocket> which, FrameTrace trace) {
        service.tracing().on(which, trace);
        loops.forEach(EventLoop::applyTracing);
    }

    /** Traces no connection any more. */
    public void traceOff() {
        service.tracing().off();
        loops.forEach(EventLoop::applyTracing);
    }

    /**
     * Compression streams that hold memory outside the heap now: those of connections that keep their context, of messages
     * half received, and a few per loop for the next messages.
     */
    public int compressionStreams() {
        int sum = 0;
        for (EventLoop loop : loops) {
            CompressionMemory memory = loop.compression();
            sum += memory == null ? 0 : memory.streams();
        }
        return sum;
    }

    /**
     * Stops accepting, closes the WebSocket connections with 1012 spread evenly over that time so that their clients do
     * not all come back at once, then ends the loops. Returns when everything has ended.
     */
    public void drain(Duration spread) {
        stop(new CloseStatus(CloseStatus.SERVICE_RESTART, "the server restarts"), spread);
    }

    /** Stops accepting, closes every connection with 1001, and ends the loops; returns when everything has ended. */
    @Override
    public void close() {
        stop(new CloseStatus(CloseStatus.GOING_AWAY, "the server stops"), Duration.ZERO);
    }

    private void stop(CloseStatus status, Duration spread) {
        if (loops.stream().anyMatch(EventLoop::isCurrent)) {
            throw new IllegalStateException("a loop's thread cannot wait for its own end: stop from another thread");
        }
        boolean first;
        Acceptor accepting;
        synchronized (this) {
            first = !stopped;
            stopped = true;
            accepting = acceptor;
        }
        if (accepting == null) {
            return;
        }
        try {
            if (first) {
                CountDownLatch deaf = new CountDownLatch(1);
                boolean alive = loops.getFirst().execute(() -> {
                    accepting.close();
                    deaf.countDown();
                });
                if (!alive) {
                    deaf.countDown(); // it has closed the acceptor at its end
                }
                // Every socket that was accepted is with its loop before that loop is told to stop.
                deaf.await();
                loops.forEach(loop -> loop.stop(status, spread));
            }
            for (EventLoop loop : loops) {
                loop.join();
            }
            if (service.tls() != null) {
                service.tls().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

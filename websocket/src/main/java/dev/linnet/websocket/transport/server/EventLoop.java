package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseEncoder;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.transport.tls.TlsBuffers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that serves the sockets registered with its selector. Only it touches their state; other threads use the
 * {@link #mailbox}.
 *
 * <pre>
 *   gather, select ─► each ready socket: read or write ─► attend ─► flush
 *     ▲                                                               │
 *     └── sweep, when it is time ◄── attend, flush ◄── mailbox ◄──────┘
 * </pre>
 */
public final class EventLoop {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int IDLE_STREAMS = 2;
    private static final int MAX_MESSAGES_POSTED = 64 * 1024;
    private static final long SHORTEST_SWEEP = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_SWEEP = TimeUnit.SECONDS.toNanos(1);

    private final Service service;
    private final Selector selector;
    private final Mailbox mailbox;
    private final Thread thread;
    private final Tally tally = new Tally();
    private final ReceiveBuffer input = new ReceiveBuffer(ByteBuffer.allocateDirect(BUFFER_BYTES));
    private final ReceiveBuffer noInput = new ReceiveBuffer(ByteBuffer.allocate(0));
    private final WriteBuffer output = new WriteBuffer(BUFFER_BYTES);
    private final @Nullable CompressionMemory compression;
    private final @Nullable TlsBuffers tlsBuffers;
    private final ResponseEncoder responses = new ResponseEncoder(InstantSource.system());
    private final Deque<Connection> attention = new ArrayDeque<>();
    private final Consumer<SelectionKey> ready = this::ready;
    private final long sweepInterval;
    private final long gathering;
    private long nextSweep;
    private long now;
    private boolean nowIsFresh;
    private int connections;
    private int turn;
    private boolean ended;
    private @Nullable Drain drain;

    public EventLoop(Service service, String name) throws IOException {
        this.service = service;
        this.tlsBuffers = service.tls() == null ? null : new TlsBuffers();
        this.selector = Selector.open();
        this.mailbox = new Mailbox(
                selector, MAX_MESSAGES_POSTED, failure -> report("what another thread had asked for failed", failure));
        this.thread = new Thread(this::run, name);
        this.sweepInterval = sweepInterval(service);
        this.gathering = service.options().gathering().toNanos();
        Compression wanted = service.options().compression();
        this.compression = wanted == null ? null : new CompressionMemory(wanted.level(), IDLE_STREAMS);
        this.now = service.clock().getAsLong();
        this.nextSweep = now + sweepInterval;
    }

    /** A quarter of the shortest time limit: no limit is overrun by more than that. */
    private static long sweepInterval(Service service) {
        long shortest = service.options().handshakeTimeout().toNanos();
        shortest = Math.min(shortest, service.options().idleTimeout().toNanos());
        shortest = Math.min(shortest, service.options().closeTimeout().toNanos());
        shortest = Math.min(shortest, service.options().slowReaderTimeout().toNanos());
        long heartbeat = service.options().heartbeat().toNanos();
        if (heartbeat > 0) {
            shortest = Math.min(shortest, heartbeat);
        }
        return Math.clamp(shortest / 4, SHORTEST_SWEEP, LONGEST_SWEEP);
    }

    public void start() {
        thread.start();
    }

    public Tally tally() {
        return tally;
    }

    /** Runs it on this loop's thread: now when called there, soon otherwise; false when the loop has ended. */
    public boolean execute(Runnable task) {
        if (isCurrent()) {
            task.run();
            return true;
        }
        return mailbox.post(task);
    }

    /** Closes the connections with that status, spread over that time, and ends the loop when they are gone. */
    public void stop(CloseStatus status, Duration spread) {
        mailbox.post(() -> {
            if (drain == null) {
                nextSweep = now;
                drain = new Drain(
                        status,
                        now,
                        spread.toNanos(),
                        service.options().closeTimeout().toNanos());
                for (SelectionKey key : selector.keys()) {
                    if (key.attachment() instanceof Connection connection) {
                        drain.add(connection);
                    }
                }
            }
        });
    }

    /** Looks anew at which connections are to be traced. */
    public void applyTracing() {
        execute(() -> {
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof Connection connection
                        && connection.phase() instanceof WebSocketPhase webSocket) {
                    webSocket.applyTracing();
                }
            }
        });
    }

    /** Waits for the loop's end. */
    public void join() throws InterruptedException {
        thread.join();
    }

    public boolean isCurrent() {
        return thread.equals(Thread.currentThread());
    }

    /** Takes over an accepted socket, which the admission has counted in; false when the loop has ended, and takes none. */
    boolean adopt(SocketChannel channel, InetSocketAddress remote) {
        Runnable uncount = () -> service.admission().release(remote.getAddress());
        return take(channel, remote, uncount, connection -> {
            if (drain != null) {
                drain.add(connection);
            }
        });
    }

    /** Tells whoever is over a limit; the admission has counted the refusal. */
    void refuse(SocketChannel channel, InetSocketAddress remote, HttpResponse answer) {
        if (!take(channel, remote, service.admission()::refused, connection -> connection.refuse(answer))) {
            service.admission().refused();
            discard(channel, remote);
        }
    }

    private boolean take(
            SocketChannel channel, InetSocketAddress remote, Runnable uncount, Consumer<Connection> beginning) {
        return execute(() -> {
            try {
                if (ended) {
                    throw new IOException("the event loop has ended");
                }
                beginning.accept(connection(channel, remote));
            } catch (IOException e) {
                report("taking over the socket of " + remote + " failed", e);
                uncount.run();
                discard(channel, remote);
            }
        });
    }

    private Connection connection(SocketChannel channel, InetSocketAddress remote) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Connection connection = new Connection(this, channel, remote);
        connection.register(selector);
        connections++;
        return connection;
    }

    private void run() {
        try {
            while (!hasEnded()) {
                gather();
                nowIsFresh = false;
                selector.select(ready, untilNextSweep());
                refreshNow();
                mailbox.run();
                settle();
                if (now - nextSweep >= 0) {
                    sweep();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            report("the event loop " + thread.getName() + " ended with all its connections", e);
        } finally {
            end();
        }
    }

    /** Rests until it is time for the next look; {@code now} is when the last one found something. */
    private void gather() {
        if (gathering > 0) {
            long left = gathering - (service.clock().getAsLong() - now);
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void ready(SelectionKey key) {
        refreshNow();
        if (key.isValid() && key.attachment() instanceof Ready target) {
            handle(target, key.readyOps());
            settle();
        }
    }

    private void handle(Ready target, int operations) {
        try {
            target.ready(operations);
        } catch (RuntimeException | Error failure) {
            failed(target, failure);
        }
    }

    /** Ends an event: looks after those connections that asked for it, and sends what was written. */
    private void settle() {
        Connection connection;
        while ((connection = attention.poll()) != null) {
            try {
                connection.attend();
            } catch (RuntimeException | Error failure) {
                report("looking after " + connection + " failed", failure);
                connection.cut();
            }
            if (attention.isEmpty()) {
                output.flush();
            }
        }
        output.flush();
        turn++;
    }

    private void sweep() {
        nextSweep = now + (drain == null ? sweepInterval : SHORTEST_SWEEP);
        if (drain != null) {
            drain.advance(now);
        }
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Ready target) {
                tick(target);
            }
        }
        settle();
    }

    private void tick(Ready target) {
        try {
            target.tick(now);
        } catch (RuntimeException | Error failure) {
            failed(target, failure);
        }
    }

    private void failed(Ready target, Throwable failure) {
        report("looking after " + target + " failed", failure);
        if (target instanceof Connection connection) {
            connection.fail("the server failed");
        }
    }

    private long untilNextSweep() {
        if (selector.keys().isEmpty() && drain == null) {
            return 0; // nothing to look after: until another thread wants something
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextSweep - now));
    }

    private void refreshNow() {
        if (!nowIsFresh) {
            now = service.clock().getAsLong();
            nowIsFresh = true;
        }
    }

    private boolean hasEnded() {
        return drain != null && (connections == 0 || drain.isOverdue(now));
    }

    private void end() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Ready target) {
                target.loopEnds();
            }
        }
        settle();
        ended = true;
        mailbox.close();
        if (compression != null) {
            compression.close();
        }
        abandon();
    }

    /** Releases what the loop holds; for one that was never started. */
    public void abandon() {
        try {
            selector.close();
        } catch (IOException e) {
            report("closing the selector failed", e);
        }
    }

    // For this loop's connections

    Service service() {
        return service;
    }

    Selector selector() {
        return selector;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** What was read last. */
    ReceiveBuffer input() {
        return input;
    }

    ReceiveBuffer noInput() {
        return noInput;
    }

    WriteBuffer output() {
        return output;
    }

    /** Null when nothing is compressed here. */
    public @Nullable CompressionMemory compression() {
        return compression;
    }

    /** For a server with TLS only. */
    TlsBuffers tlsBuffers() {
        return Objects.requireNonNull(tlsBuffers, "no TLS here");
    }

    ResponseEncoder responses() {
        return responses;
    }

    /** Counts events; what the mailbox held at one time is one. */
    int turn() {
        return turn;
    }

    /** The clock, as of the current event. */
    long now() {
        return now;
    }

    void needsAttention(Connection connection) {
        assert isCurrent();
        attention.add(connection);
    }

    /** Has everything looked after no later than that. */
    void sweepBy(long time) {
        if (time - nextSweep < 0) {
            nextSweep = time;
        }
    }

    /** A connection's socket is closed. */
    void forget(Connection connection) {
        connections--;
        if (connection.wasRefused()) {
            service.admission().refused();
        } else {
            service.admission().release(connection.principalName());
            service.admission().release(connection.remote().getAddress());
        }
    }

    void report(String what, Throwable failure) {
        tally.add(ServerCounter.FAILURES);
        service.options().failures().accept(what, failure);
    }

    private void discard(SocketChannel channel, InetSocketAddress remote) {
        try {
            channel.close();
        } catch (IOException e) {
            report("closing the socket of " + remote + " failed", e);
        }
    }
}

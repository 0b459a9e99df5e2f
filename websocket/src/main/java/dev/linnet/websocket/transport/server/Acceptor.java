package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Accepts sockets on the first loop and deals them out to all. Every field belongs to the first loop's thread. */
public final class Acceptor implements Ready {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    /** At most so many in a row, so that a herd does not keep those who are connected waiting. */
    private static final int BATCH = 64;

    /** Those over a limit are asked to come back after 1, 2 … so many seconds, one after another. */
    private static final int LONGEST_WAIT_SECONDS = 30;

    /** Where sockets come from; a test makes it fail. */
    interface Source {
        /** The next one, or null when none waits. */
        @Nullable
        SocketChannel accept() throws IOException;
    }

    private final ServerSocketChannel listening;
    private final Source source;
    private final List<EventLoop> loops;
    private final EventLoop loop;
    private @Nullable SelectionKey key;
    private int accepted;
    private int refused;
    private boolean paused;
    private long resumeAt;

    public Acceptor(ServerSocketChannel listening, List<EventLoop> loops) {
        this(listening, listening::accept, loops);
    }

    Acceptor(ServerSocketChannel listening, Source source, List<EventLoop> loops) {
        this.listening = listening;
        this.source = source;
        this.loops = loops;
        this.loop = loops.getFirst();
    }

    /** Begins to accept; before the loops run, or on the first one's thread. */
    public void register() throws IOException {
        listening.configureBlocking(false);
        key = listening.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
    }

    /** Accepts no more. */
    public void close() {
        assert loop.isCurrent();
        if (key != null) {
            key.cancel();
        }
        try {
            listening.close();
        } catch (IOException e) {
            loop.report("closing the listening socket failed", e);
        }
    }

    @Override
    public void ready(int operations) {
        try {
            for (int i = 0; i < BATCH; i++) {
                SocketChannel channel = source.accept();
                if (channel == null) {
                    return;
                }
                paused = false;
                admit(channel);
            }
        } catch (IOException e) {
            pause(e);
        }
    }

    /** Out of file descriptors, most likely. The socket stays ready, so that going on would spin. */
    private void pause(IOException reason) {
        loop.tally().add(ServerCounter.ACCEPT_FAILURES);
        if (!paused) {
            loop.report("accepting connections failed, and is tried again every 100 ms", reason);
        }
        paused = true;
        resumeAt = loop.now() + PAUSE;
        loop.sweepBy(resumeAt);
        if (key != null) {
            key.interestOps(0);
        }
    }

    @Override
    public void loopEnds() {
        close(); // or peers would wait for somebody to accept them
    }

    @Override
    public void tick(long now) {
        if (paused && key != null && key.isValid() && now - resumeAt >= 0) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
        if (remote == null) {
            channel.close();
            return; // gone already
        }
        ServerCounter limit = loop.service().admission().admit(remote.getAddress());
        if (limit != null) {
            loop.tally().add(limit);
            refuse(channel, remote, limit);
            return;
        }
        loop.tally().add(ServerCounter.CONNECTIONS_ACCEPTED);
        for (int i = 0; i < loops.size(); i++) {
            if (loops.get(Math.floorMod(accepted++, loops.size())).adopt(channel, remote)) {
                return;
            }
        }
        // This loop lives, and takes what the others do not: then it is just ending.
        loop.service().admission().release(remote.getAddress());
        channel.close();
    }

    /** With an answer, where that costs no TLS handshake and not too many are being answered already. */
    private void refuse(SocketChannel channel, InetSocketAddress remote, ServerCounter limit) throws IOException {
        if (loop.service().tls() != null || !loop.service().admission().refuse()) {
            channel.close();
            return;
        }
        int status = limit == ServerCounter.CONNECTIONS_OVER_LIMIT ? 503 : 429;
        int wait = 1 + refused++ % LONGEST_WAIT_SECONDS;
        loop.refuse(channel, remote, HttpResponse.of(status).with("Retry-After", String.valueOf(wait)));
    }
}

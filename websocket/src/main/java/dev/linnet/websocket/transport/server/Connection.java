package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.transport.tls.OverloadException;
import dev.linnet.websocket.transport.tls.PlaintextException;
import dev.linnet.websocket.transport.tls.TlsChannel;
import dev.linnet.websocket.transport.tls.TlsEngines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.Principal;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One socket on its event loop: moves bytes between it and the current {@link Phase}. Every field belongs to the loop's
 * thread.
 *
 * <p>Whatever ends the socket from within a call (a failed write, an abort) is only noted, and carried out by
 * {@link #attend} when the current event is done: so no listener is called from inside another's call.
 */
final class Connection extends SocketOutput implements Ready {
    private final InetSocketAddress remote;
    private @Nullable SelectionKey key;
    private Phase phase;
    private @Nullable ByteBuffer unread; // what had been read when reading was stopped
    private String principal = ""; // who is counted in, if anybody; written before a program gets hold of this
    private boolean refused;
    private boolean reading = true;
    private boolean inputEnded;
    private boolean awaitsAttention;
    private boolean closed;

    Connection(EventLoop loop, SocketChannel channel, InetSocketAddress remote) throws IOException {
        super(loop, channel);
        this.remote = remote;
        TlsEngines engines = loop.service().tls();
        if (engines == null) {
            this.phase = new HttpPhase(this);
        } else {
            useTls(new TlsChannel(channel, engines, loop.tlsBuffers(), this::computed));
            this.phase = new TlsPhase(this);
        }
    }

    void register(Selector selector) throws IOException {
        key = channel().register(selector, SelectionKey.OP_READ, this);
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** The peer's address as it stands in a trace. */
    String label() {
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }

    /** Whose it is, as was counted. */
    void belongsTo(String principal) {
        this.principal = principal;
    }

    String principalName() {
        return principal;
    }

    /** Tells the peer that there is no room for it, and ends. */
    void refuse(HttpResponse answer) {
        refused = true;
        write(loop().responses().encode(answer, false, false));
        finish(loop().service().options().closeTimeout());
    }

    boolean wasRefused() {
        return refused;
    }

    @Override
    boolean isOpen() {
        return !closed;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    // Reading

    @Override
    public void ready(int operations) {
        assert loop().isCurrent();
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            drain();
        }
        if ((operations & SelectionKey.OP_READ) != 0 && !closed && reading && !inputEnded) {
            read();
        }
    }

    private void read() {
        ReceiveBuffer input = loop().input();
        ByteBuffer bytes = input.bytes().clear();
        int count;
        try {
            count = wire().read(bytes);
        } catch (IOException e) {
            bytes.limit(0);
            readingFailed(e);
            return;
        }
        bytes.flip();
        TlsChannel tls = tls();
        if (tls != null) {
            advance(tls);
        }
        if (count < 0) {
            inputEnded = true;
            if (tls != null && tls.isTruncated()) {
                loop().tally().add(ServerCounter.TLS_TRUNCATIONS);
            }
            updateInterest();
            phase.inputEnded();
        } else if (count > 0) {
            loop().tally().add(ServerCounter.BYTES_RECEIVED, count);
            receive(input);
        }
    }

    private void receive(ReceiveBuffer input) {
        ByteBuffer bytes = input.bytes();
        Phase before;
        do {
            before = phase;
            before.received(input);
        } while (phase != before && bytes.hasRemaining() && reading && !closed);
        if (bytes.hasRemaining() && !closed) {
            unread = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }

    boolean isReading() {
        return reading;
    }

    void stopReading() {
        reading = false;
        updateInterest();
    }

    void resumeReading() {
        if (!reading) {
            reading = true;
            updateInterest();
            requestAttention(); // there may be bytes that were read, or output of them, before reading was stopped
        }
    }

    @Override
    boolean hasInputEnded() {
        return inputEnded;
    }

    // TLS

    boolean isSecure() {
        return tls() != null;
    }

    /** Who the peer's certificate says it is, if it showed one. */
    @Nullable
    Principal principal() {
        TlsChannel tls = tls();
        return tls == null ? null : tls.principal();
    }

    /** From another thread: a part of the handshake has been computed. */
    private void computed() {
        loop().execute(() -> {
            TlsChannel tls = tls();
            if (tls != null) {
                tls.resume();
                requestAttention();
            }
        });
    }

    /** Goes on to requests when the handshake is done, and sees to what TLS leaves to be done. */
    private void advance(TlsChannel tls) {
        if (phase instanceof TlsPhase && tls.isEstablished()) {
            loop().tally().add(ServerCounter.TLS_HANDSHAKES);
            enter(new HttpPhase(this));
        }
        if (tls.hasMore()) {
            requestAttention();
        }
        awaitUnsent();
        updateInterest();
    }

    private void readingFailed(IOException failure) {
        // Not a switch over types: it would make a class at run time, for as little as a peer's reset.
        if (failure instanceof PlaintextException) {
            loop().tally().add(ServerCounter.PLAINTEXT_REFUSED);
            useTls(null);
            write(loop().responses()
                    .encode(HttpResponse.of(400, "text/plain", "This port speaks HTTPS.\n"), false, false));
            finish(loop().service().options().closeTimeout());
        } else if (failure instanceof OverloadException) {
            loop().tally().add(ServerCounter.TLS_HANDSHAKES_REFUSED);
            cut();
        } else if (failure instanceof SSLException) {
            loop().tally().add(ServerCounter.TLS_FAILURES);
            phase.lost("TLS failed: " + failure.getMessage());
            finish(loop().service().options().closeTimeout()); // the peer is to hear the alert
            updateInterest();
        } else {
            fail("reading failed: " + failure.getMessage());
        }
    }

    // What the output asks for

    @Override
    void progress() {
        phase.progress();
    }

    @Override
    void updateInterest() {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            TlsChannel tls = tls();
            boolean wanted = reading && !inputEnded && (tls == null || tls.isReadable());
            int operations = (wanted ? SelectionKey.OP_READ : 0) | (congested() ? SelectionKey.OP_WRITE : 0);
            if (registered.interestOps() != operations) {
                registered.interestOps(operations);
            }
        }
    }

    // Time, and the end

    @Override
    public void loopEnds() {
        fail("the server stopped");
    }

    @Override
    public void tick(long now) {
        if (!closed) {
            phase.tick(now);
        }
    }

    @Override
    void requestAttention() {
        if (!awaitsAttention && !closed) {
            awaitsAttention = true;
            loop().needsAttention(this);
        }
    }

    void attend() {
        awaitsAttention = false;
        if (closed) {
            return;
        }
        if (failure() != null) {
            phase.lost(failure());
            cut();
            return;
        }
        sendGathered();
        phase.attend();
        ByteBuffer kept = unread;
        if (kept != null && reading && !closed) {
            unread = null;
            loop().input().bytes().clear().put(kept).flip();
            receive(loop().input());
        }
        TlsChannel tls = tls();
        if (tls != null && tls.hasMore() && unread == null && reading && !inputEnded && !closed) {
            read();
        }
    }

    /**
     * Sends what waits, then ends politely.
     *
     * @param patience how long the peer may take nothing of what waits
     */
    void finish(Duration patience) {
        unread = null;
        enter(new LingerPhase(this, patience.toNanos()));
        resumeReading();
        loop().output().flush();
        if (!congested()) {
            endOutput();
        }
    }

    @Override
    void cut() {
        if (closed) {
            return;
        }
        closed = true;
        unread = null;
        release();
        if (key != null) {
            key.cancel();
            key.attach(null);
        }
        try {
            channel().close();
        } catch (IOException e) {
            loop().report("closing the socket of " + remote + " failed", e);
        } finally {
            loop().forget(this);
        }
    }

    @Override
    public String toString() {
        return "the connection of " + remote;
    }
}

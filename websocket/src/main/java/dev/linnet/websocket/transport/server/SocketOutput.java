package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.transport.tls.TlsChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The half of a {@link Connection} that sends: through the loop's buffer as long as the socket takes everything, through a
 * queue of its own otherwise. A part of the same object because there are thousands of idle connections. Every field belongs
 * to the loop's thread.
 */
abstract class SocketOutput implements FrameOutput {
    private final EventLoop loop;
    private final SocketChannel channel;
    private @Nullable TlsChannel tls; // null when bytes go as they are
    private volatile @Nullable OutboundQueue queue; // volatile for those threads that read its size
    private @Nullable String failure;
    private int turn; // of the loop, in which something was sent last
    private boolean gathering; // the queue makes one write of many, and says nothing about the socket
    private boolean outputEnded;

    SocketOutput(EventLoop loop, SocketChannel channel) {
        this.loop = loop;
        this.channel = channel;
        this.turn = loop.turn() - 1;
    }

    /** Has {@link Connection#attend} called when the current event is done. */
    abstract void requestAttention();

    /** What is to be waited for at the socket may have changed. */
    abstract void updateInterest();

    /** The socket took some of what waited. */
    abstract void progress();

    abstract boolean isOpen();

    /** Closes the socket now. */
    abstract void cut();

    abstract boolean hasInputEnded();

    final EventLoop loop() {
        return loop;
    }

    final SocketChannel channel() {
        return channel;
    }

    /** Null when bytes go as they are. */
    final @Nullable TlsChannel tls() {
        return tls;
    }

    final void useTls(@Nullable TlsChannel channel) {
        tls = channel;
    }

    /** Where plain bytes go and come from. */
    final ByteChannel wire() {
        return tls == null ? channel : tls;
    }

    // Writing

    @Override
    public final ByteBuffer space(int wanted) {
        assert loop.isCurrent();
        OutboundQueue waiting = queue;
        return waiting == null ? loop.output().space(this, wanted) : waiting.space(wanted);
    }

    @Override
    public final boolean congested() {
        return queue != null;
    }

    final void write(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            ByteBuffer to = space(bytes.length - at);
            int piece = Math.min(bytes.length - at, to.remaining());
            to.put(bytes, at, piece);
            at += piece;
        }
    }

    /** Bytes written here that the socket has not taken; another thread gets those of a moment ago, without the loop's buffer. */
    final int queuedBytes() {
        OutboundQueue waiting = queue;
        return waiting == null ? 0 : waiting.size();
    }

    final @Nullable OutboundQueue queue() {
        return queue;
    }

    /** Whether something was sent in this turn of the loop: what comes now had better go in one piece with what still comes. */
    final boolean hasSentInThisTurn() {
        return turn == loop.turn();
    }

    /** Collects from now on what is written, until the current event is done; the buffer to write to. */
    final ByteBuffer gather(int wanted) {
        OutboundQueue gathered = new OutboundQueue(ByteBuffer.allocate(0), loop.now());
        queue = gathered;
        gathering = true;
        requestAttention();
        return gathered.space(wanted);
    }

    /** Sends what was gathered in this event. */
    final void sendGathered() {
        if (gathering) {
            drain();
        }
    }

    /** Sends the loop's buffer; what the socket does not take begins this connection's queue. */
    final void transmit(ByteBuffer bytes) {
        if (!isOpen() || failure != null || outputEnded) {
            return;
        }
        turn = loop.turn();
        try {
            count(wire().write(bytes));
        } catch (IOException e) {
            fail("writing failed: " + e.getMessage());
            return;
        }
        if (bytes.hasRemaining()) {
            queue = new OutboundQueue(bytes, loop.now());
            updateInterest();
        }
        awaitUnsent();
    }

    /** The loop's buffer is free again. */
    final void transmitted() {
        if (queue == null && isOpen()) {
            progress();
        }
    }

    /** Moves the queue to the socket, as far as that takes it. */
    final void drain() {
        OutboundQueue waiting = queue;
        if (waiting == null) {
            return;
        }
        gathering = false;
        try {
            if (tls != null && tls.flush() > 0) {
                waiting.progressed(loop.now());
            }
            count(waiting.writeTo(wire(), loop.output().scratch(), loop.now()));
        } catch (IOException e) {
            fail("writing failed: " + e.getMessage());
            return;
        }
        if (waiting.size() == 0 && (tls == null || !tls.hasUnsent())) {
            queue = null;
            if (tls != null && tls.hasMore()) {
                requestAttention();
            }
        }
        updateInterest();
        progress();
    }

    private void count(int bytes) {
        loop.tally().add(ServerCounter.SOCKET_WRITES);
        loop.tally().add(ServerCounter.BYTES_SENT, bytes);
    }

    /** What TLS has to send for itself waits like any other output. */
    final void awaitUnsent() {
        if (queue == null && tls != null && tls.hasUnsent()) {
            queue = new OutboundQueue(ByteBuffer.allocate(0), loop.now());
            updateInterest();
        }
    }

    // The end

    /** The socket is of no use any more. */
    final void fail(String reason) {
        if (failure == null) {
            failure = reason;
            requestAttention();
        }
    }

    /** Why the socket is of no use; null while it is. */
    final @Nullable String failure() {
        return failure;
    }

    /** Sends our FIN; when the peer's is here already, that was all. */
    final void endOutput() {
        if (!isOpen() || failure != null || outputEnded) {
            return;
        }
        try {
            if (tls != null) {
                tls.endOutput();
                awaitUnsent();
            }
            if (queue != null) {
                return; // and again when that has left
            }
            if (hasInputEnded()) {
                cut();
            } else {
                outputEnded = true;
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            fail("ending the output failed: " + e.getMessage());
        }
    }

    /** Holds on to nothing. */
    final void release() {
        queue = null;
        tls = null;
    }
}

package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.ClosePayload;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.session.OutgoingParts;
import dev.linnet.websocket.session.SessionSettings;
import dev.linnet.websocket.session.SessionTrace;
import dev.linnet.websocket.session.WebSocketSession;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a program holds of a server's connection, on whatever thread: a {@link WebSocket} that hands over to the loop what is
 * not asked there. The loop's thread owns the session.
 */
abstract sealed class ServerWebSocket implements WebSocket permits WebSocketPhase {
    /** How much of a message one call sends. */
    private enum Portion {
        WHOLE,
        PART,
        LAST_PART
    }

    /** A field instead of an object of its own: there are thousands of idle connections. */
    private static final AtomicIntegerFieldUpdater<ServerWebSocket> POSTED =
            AtomicIntegerFieldUpdater.newUpdater(ServerWebSocket.class, "posted");

    final Connection connection;
    final EventLoop loop;
    final WebSocketSession session; // the loop's
    private final String subprotocol;
    private volatile int posted; // bytes on their way from other threads to the loop; changed through POSTED
    private volatile boolean open = true; // only ever set to false
    private volatile boolean paused; // what was asked for last
    private volatile boolean refused; // a message, and onWritable has not been called since
    private volatile @Nullable OutgoingParts parts; // changed by the loop; null unless a message is being sent in parts

    ServerWebSocket(
            Connection connection, String subprotocol, SessionSettings settings, @Nullable PerMessageDeflate deflate) {
        this.connection = connection;
        this.loop = connection.loop();
        this.subprotocol = subprotocol;
        this.session = new WebSocketSession(settings, connection, deflate, loop.now());
    }

    /** The program, or the engine on its behalf, threw that; on the loop's thread. */
    abstract void failed(Throwable failure);

    @Override
    public final String subprotocol() {
        return subprotocol;
    }

    @Override
    public final InetSocketAddress remoteAddress() {
        return connection.remote();
    }

    @Override
    public final String principal() {
        return connection.principalName();
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final boolean sendText(ByteBuffer utf8) {
        return send(Opcode.TEXT, utf8);
    }

    @Override
    public final boolean sendBinary(ByteBuffer payload) {
        return send(Opcode.BINARY, payload);
    }

    @Override
    public final boolean sendTextPart(ByteBuffer utf8, boolean last) {
        return send(Opcode.TEXT, last ? Portion.LAST_PART : Portion.PART, utf8);
    }

    @Override
    public final boolean sendBinaryPart(ByteBuffer payload, boolean last) {
        return send(Opcode.BINARY, last ? Portion.LAST_PART : Portion.PART, payload);
    }

    @Override
    public final boolean sendPing(ByteBuffer payload) {
        if (payload.remaining() > 125) {
            throw new IllegalArgumentException("a ping takes at most 125 bytes, not " + payload.remaining());
        }
        return send(Opcode.PING, payload);
    }

    private boolean send(Opcode opcode, ByteBuffer payload) {
        return send(opcode, Portion.WHOLE, payload);
    }

    private boolean send(Opcode opcode, Portion portion, ByteBuffer payload) {
        OutgoingParts.requireFits(payload.remaining(), options().maxOutboundBytes());
        if (!open) {
            return false;
        }
        if (loop.isCurrent() && !mustWait(opcode, portion)) {
            return sendHere(opcode, portion, payload);
        }
        return post(opcode, portion, payload);
    }

    private boolean mustWait(Opcode opcode, Portion portion) {
        return parts != null && portion == Portion.WHOLE && !opcode.isControl();
    }

    private boolean sendHere(Opcode opcode, Portion portion, ByteBuffer payload) {
        long room = bound(portion) - payload.remaining();
        if (pendingBytes() > room) {
            connection.sendGathered(); // which the socket may well take
        }
        if (pendingBytes() > room) {
            refused = true;
            loop.tally().add(ServerCounter.MESSAGES_REFUSED);
            return false; // so something waits, and once it has gone a sender is told
        }
        return write(opcode, portion, payload);
    }

    private long bound(Portion portion) {
        return options().maxOutboundBytes() + (portion == Portion.WHOLE ? 0L : heldBytes());
    }

    /** What waits for the last part of a message. */
    private int heldBytes() {
        OutgoingParts begun = parts;
        return begun == null ? 0 : begun.waitingBytes();
    }

    private boolean write(Opcode opcode, Portion portion, ByteBuffer payload) {
        boolean sent = portion == Portion.WHOLE ? session.send(opcode, payload) : writePart(opcode, portion, payload);
        if (sent && portion != Portion.PART && !opcode.isControl()) {
            loop.tally().add(ServerCounter.MESSAGES_SENT);
        }
        return sent;
    }

    private boolean writePart(Opcode opcode, Portion portion, ByteBuffer payload) {
        OutgoingParts begun = parts;
        boolean last = portion == Portion.LAST_PART;
        if (!session.sendFragment(begun == null ? opcode : begun.next(opcode), payload, last)) {
            return false;
        }
        parts = last ? null : begun == null ? new OutgoingParts(opcode) : begun;
        if (last && begun != null) {
            begun.release();
        }
        return true;
    }

    private boolean post(Opcode opcode, Portion portion, ByteBuffer payload) {
        int size = payload.remaining();
        if (reserve(size, bound(portion))) {
            ByteBuffer copy = ByteBuffer.allocate(size).put(0, payload, payload.position(), size);
            if (loop.mailbox().offer(() -> writePosted(opcode, portion, copy))) {
                return true;
            }
            POSTED.addAndGet(this, -size);
        }
        loop.service().elsewhere().addFromAnyThread(ServerCounter.MESSAGES_REFUSED);
        if (!refused) {
            refused = true;
            loop.mailbox().post(connection::requestAttention);
        }
        return false;
    }

    /** Counts bytes in before they are copied, so that many threads together do not exceed the bound. */
    private boolean reserve(int size, long most) {
        if (POSTED.addAndGet(this, size) + (long) connection.queuedBytes() <= most) {
            return true;
        }
        POSTED.addAndGet(this, -size);
        return false;
    }

    private void writePosted(Opcode opcode, Portion portion, ByteBuffer copy) {
        OutgoingParts begun = parts;
        if (begun != null && mustWait(opcode, portion)) {
            begun.hold(() -> writePosted(opcode, portion, copy), copy.remaining()); // and stays posted meanwhile
            return;
        }
        try {
            // What stands in the queue is counted before the post is not, so that the sum never errs to the small side.
            write(opcode, portion, copy);
        } catch (IllegalStateException mixed) {
            failed(mixed);
            connection.requestAttention();
        } finally {
            POSTED.addAndGet(this, -copy.remaining());
        }
    }

    /** What the bound counts; exact on the loop's thread. */
    private long pendingBytes() {
        return (long) connection.queuedBytes() + loop.output().waiting(connection) + posted;
    }

    @Override
    public final long queuedBytes() {
        return (long) connection.queuedBytes() + posted;
    }

    @Override
    public final long roundTripNanos() {
        return session.roundTripNanos(); // the one thing in it that any thread may ask
    }

    @Override
    public final void pause() {
        steer(true);
    }

    @Override
    public final void resume() {
        steer(false);
    }

    private void steer(boolean pause) {
        if (open && paused != pause) {
            paused = pause;
            loop.execute(this::applyPause);
        }
    }

    private void applyPause() {
        if (paused && session.isOpen()) {
            connection.stopReading();
        } else {
            connection.resumeReading();
        }
    }

    @Override
    public final void close(CloseStatus status) {
        ClosePayload.encode(status); // tells the caller what is wrong with it
        if (open) {
            open = false;
            loop.execute(() -> {
                session.close(status, loop.now());
                connection.resumeReading(); // the peer's answer is to be read, paused or not
                connection.requestAttention();
            });
        }
    }

    @Override
    public final void trace(@Nullable FrameTrace trace) {
        loop.execute(() -> switchTrace(trace));
    }

    @Override
    public final void abort() {
        open = false;
        loop.execute(() -> {
            session.abort("cut off by the program");
            connection.requestAttention();
        });
    }

    // For the loop

    /** The session is over. */
    final void setEnded() {
        open = false;
        parts = null;
    }

    final boolean hasRefused() {
        return refused;
    }

    /** Whether a sender that was refused is to be told now that there is room again. */
    final boolean takeRoomAgain() {
        if (refused && open && pendingBytes() - heldBytes() <= options().maxOutboundBytes() / 2) {
            refused = false;
            return true;
        }
        return false;
    }

    final void switchTrace(@Nullable FrameTrace trace) {
        session.trace(
                trace == null
                        ? null
                        : new SessionTrace(connection.label(), trace, line -> {
                            try {
                                trace.lines().accept(line);
                            } catch (RuntimeException | Error failure) {
                                session.trace(null);
                                loop.report("writing a trace failed, and is off for " + remoteAddress(), failure);
                            }
                        }));
    }

    final ServerOptions options() {
        return loop.service().options();
    }
}

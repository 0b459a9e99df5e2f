package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.StreamingListener;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.ClosePayload;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.session.OutgoingParts;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.session.SessionEvent;
import dev.linnet.websocket.session.SessionSettings;
import dev.linnet.websocket.session.WebSocketSession;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A connection after its opening handshake: the session, its listener, and what a program holds as its {@link WebSocket}.
 * The loop's thread owns the session; other threads reach it through the loop's mailbox.
 */
final class WebSocketPhase implements Phase, WebSocket {
    /** How much of a message one call sends. */
    private enum Portion {
        WHOLE,
        PART,
        LAST_PART
    }

    /** A field instead of an object of its own: there are thousands of idle connections. */
    private static final AtomicIntegerFieldUpdater<WebSocketPhase> POSTED =
            AtomicIntegerFieldUpdater.newUpdater(WebSocketPhase.class, "posted");

    private final Connection connection;
    private final EventLoop loop;
    private final WebSocketListener listener;
    private final String subprotocol;
    private final WebSocketSession session; // the loop's
    private volatile int posted; // bytes on their way from other threads to the loop; changed through POSTED
    private volatile boolean open = true; // only ever set to false
    private volatile boolean paused; // what was asked for last
    private volatile boolean refused; // a message, and onWritable has not been called since
    private boolean slow; // the loop's
    private @Nullable OutgoingParts parts; // the loop's; null unless a message is being sent in parts

    /**
     * @param deflate this connection's compression, or null for none
     */
    WebSocketPhase(Connection connection, Upgrade.Accept accept, @Nullable PerMessageDeflate deflate) {
        this.connection = connection;
        this.loop = connection.loop();
        this.listener = accept.listener();
        this.subprotocol = accept.subprotocol();
        SessionSettings settings = loop.service().sessions();
        if (listener instanceof StreamingListener streaming) {
            settings = settings.withStreaming(streaming.maxMessageBytes());
        }
        this.session = new WebSocketSession(settings, connection, deflate, loop.now());
    }

    void opened() {
        try {
            listener.onOpen(this);
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
        connection.requestAttention();
    }

    // The loop's side

    @Override
    public void received(ReceiveBuffer in) {
        while (connection.isReading() || !session.isOpen()) {
            SessionEvent event = session.poll(in, loop.now());
            switch (event) {
                case NEED_INPUT -> {
                    return;
                }
                case TEXT, BINARY, TEXT_PART, BINARY_PART, PONG -> deliver(event);
                case CLOSED -> {
                    ended();
                    return;
                }
            }
        }
    }

    private void deliver(SessionEvent event) {
        if (event != SessionEvent.PONG && session.lastPart()) {
            loop.tally().add(ServerCounter.MESSAGES_RECEIVED);
        }
        try {
            switch (event) {
                case TEXT -> listener.onText(this, session.payload());
                case BINARY -> listener.onBinary(this, session.payload());
                case TEXT_PART -> streaming().onTextPart(this, session.payload(), session.lastPart());
                case BINARY_PART -> streaming().onBinaryPart(this, session.payload(), session.lastPart());
                case PONG -> listener.onPong(this, session.payload());
                case NEED_INPUT, CLOSED -> throw new AssertionError(event);
            }
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }

    private StreamingListener streaming() {
        return (StreamingListener) listener; // the session streams for no other
    }

    /** Lets the session say whether it is over, with no bytes to look at. */
    @Override
    public void attend() {
        received(loop.noInput());
        if (refused && open && pendingBytes() <= options().maxOutboundBytes() / 2) {
            refused = false;
            try {
                listener.onWritable(this);
            } catch (RuntimeException | Error failure) {
                failed(failure);
                received(loop.noInput());
            }
        }
    }

    @Override
    public void progress() {
        if (!connection.congested()) {
            session.outputDrained();
        }
        if (refused) {
            connection.requestAttention();
        }
    }

    @Override
    public void tick(long now) {
        OutboundQueue queue = connection.queue();
        long patience = options().slowReaderTimeout().toNanos();
        if (queue != null && (now - queue.progressAt() >= patience || (refused && now - queue.since() >= patience))) {
            slow = true;
            loop.tally().add(ServerCounter.SLOW_READERS);
            session.fail(new CloseStatus(CloseStatus.POLICY_VIOLATION, "the peer reads too slowly"));
        }
        session.tick(now, connection.isReading());
        received(loop.noInput());
    }

    @Override
    public void inputEnded() {
        session.inputEnded();
        received(loop.noInput());
    }

    @Override
    public void stop(CloseStatus status) {
        close(status);
    }

    @Override
    public void lost(String reason) {
        session.abort(reason);
        received(loop.noInput());
    }

    private void failed(Throwable failure) {
        loop.report("the listener of " + remoteAddress() + " failed", failure);
        session.fail(new CloseStatus(CloseStatus.INTERNAL_ERROR, "the server failed"));
    }

    private void ended() {
        open = false;
        parts = null;
        CloseStatus status = session.closeStatus();
        count(status);
        if (slow || status.code() == CloseStatus.ABNORMAL) {
            connection.cut();
        } else {
            connection.finish(options().closeTimeout());
        }
        try {
            listener.onClose(this, status);
        } catch (RuntimeException | Error failure) {
            loop.report("the listener of " + remoteAddress() + " failed at its end", failure);
        }
    }

    // Any thread's side

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return connection.remote();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean sendText(CharSequence text) {
        return send(Opcode.TEXT, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        return send(Opcode.TEXT, utf8);
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        return send(Opcode.BINARY, payload);
    }

    @Override
    public boolean sendTextPart(ByteBuffer utf8, boolean last) {
        return send(Opcode.TEXT, last ? Portion.LAST_PART : Portion.PART, utf8);
    }

    @Override
    public boolean sendBinaryPart(ByteBuffer payload, boolean last) {
        return send(Opcode.BINARY, last ? Portion.LAST_PART : Portion.PART, payload);
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
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
        if (pendingBytes() + payload.remaining() > options().maxOutboundBytes()) {
            refused = true;
            loop.tally().add(ServerCounter.MESSAGES_REFUSED);
            connection.requestAttention();
            return false;
        }
        return write(opcode, portion, payload);
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
        if (reserve(size)) {
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
    private boolean reserve(int size) {
        long most = options().maxOutboundBytes();
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
    public long queuedBytes() {
        return (long) connection.queuedBytes() + posted;
    }

    @Override
    public long roundTripNanos() {
        return session.roundTripNanos(); // the one thing in it that any thread may ask
    }

    @Override
    public void pause() {
        steer(true);
    }

    @Override
    public void resume() {
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
    public void close(CloseStatus status) {
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
    public void abort() {
        open = false;
        loop.execute(() -> {
            session.abort("cut off by the program");
            connection.requestAttention();
        });
    }

    private void count(CloseStatus status) {
        Tally tally = loop.tally();
        tally.add(ServerCounter.PINGS_SUPERSEDED, session.pingsSuperseded());
        if (session.heartbeatLost()) {
            tally.add(ServerCounter.HEARTBEATS_LOST);
        } else if (session.closeTimedOut()) {
            tally.add(ServerCounter.CLOSE_TIMEOUTS);
        } else if (session.violated()) {
            tally.add(
                    status.code() == CloseStatus.TOO_BIG
                            ? ServerCounter.MESSAGES_TOO_BIG
                            : ServerCounter.PROTOCOL_ERRORS);
        }
    }

    private ServerOptions options() {
        return loop.service().options();
    }
}

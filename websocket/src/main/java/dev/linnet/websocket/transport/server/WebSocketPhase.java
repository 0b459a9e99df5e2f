package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.StreamingListener;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.session.SessionEvent;
import dev.linnet.websocket.session.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * A connection after its opening handshake: its session, and the listener that hears what comes of it. The loop's thread
 * does everything here.
 */
final class WebSocketPhase extends ServerWebSocket implements Phase {
    private final WebSocketListener listener;
    private boolean slow;

    /**
     * @param deflate this connection's compression, or null for none
     */
    WebSocketPhase(Connection connection, Upgrade.Accept accept, @Nullable PerMessageDeflate deflate) {
        super(connection, accept.subprotocol(), settings(connection.loop(), accept.listener()), deflate);
        this.listener = accept.listener();
    }

    private static SessionSettings settings(EventLoop loop, WebSocketListener listener) {
        SessionSettings settings = loop.service().sessions();
        return listener instanceof StreamingListener streaming
                ? settings.withStreaming(streaming.maxMessageBytes())
                : settings;
    }

    void opened() {
        if (loop.service().tracing().rule() != null) {
            applyTracing();
        }
        try {
            listener.onOpen(this);
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
        connection.requestAttention();
    }

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
        if (event == SessionEvent.PONG) {
            countRoundTrip();
        } else if (session.lastPart()) {
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

    private void countRoundTrip() {
        if (session.heartbeatAnswered()) {
            loop.tally().add(ServerCounter.HEARTBEATS_ANSWERED);
            loop.tally().add(ServerCounter.ROUND_TRIP_NANOS, session.roundTripNanos());
        }
    }

    private StreamingListener streaming() {
        return (StreamingListener) listener; // the session streams for no other
    }

    /** Lets the session say whether it is over, with no bytes to look at. */
    @Override
    public void attend() {
        received(loop.noInput());
        if (takeRoomAgain()) {
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
        if (hasRefused()) {
            connection.requestAttention();
        }
    }

    @Override
    public void tick(long now) {
        OutboundQueue queue = connection.queue();
        long patience = options().slowReaderTimeout().toNanos();
        if (queue != null
                && (now - queue.progressAt() >= patience || (hasRefused() && now - queue.since() >= patience))) {
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

    @Override
    void failed(Throwable failure) {
        loop.report("the listener of " + remoteAddress() + " failed", failure);
        session.fail(new CloseStatus(CloseStatus.INTERNAL_ERROR, "the server failed"));
    }

    private void ended() {
        setEnded();
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

    /** Does as the server's rule says now. */
    void applyTracing() {
        Tracing.Rule rule = loop.service().tracing().rule();
        try {
            switchTrace(rule != null && rule.which().test(this) ? rule.trace() : null);
        } catch (RuntimeException | Error failure) {
            loop.report("choosing which connections to trace failed", failure);
        }
    }

    private void count(CloseStatus status) {
        Tally tally = loop.tally();
        tally.add(ServerCounter.PINGS_SUPERSEDED, session.pingsSuperseded());
        tally.add(ServerCounter.ABNORMAL_CLOSURES, status.code() == CloseStatus.ABNORMAL ? 1 : 0);
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
}

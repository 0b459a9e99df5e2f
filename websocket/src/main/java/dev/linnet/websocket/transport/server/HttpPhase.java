package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.Negotiation;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.handshake.ServerHandshake;
import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.RequestParser;
import dev.linnet.websocket.session.ReceiveBuffer;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers, one after another; those that come before an answer is there stay unread. Every field belongs
 * to the loop's thread.
 */
final class HttpPhase implements Phase {
    private final Connection connection;
    private final EventLoop loop;
    private final RequestParser parser;
    private @Nullable PendingExchange pending;
    private long deadline;
    private boolean answered; // whether a request has been answered here already
    private boolean stopping;

    HttpPhase(Connection connection) {
        this.connection = connection;
        this.loop = connection.loop();
        this.parser = new RequestParser(options().http());
        this.deadline = loop.now() + options().handshakeTimeout().toNanos();
    }

    @Override
    public void received(ReceiveBuffer in) {
        try {
            while (pending == null
                    && connection.isReading()
                    && connection.phase() == this
                    && in.bytes().hasRemaining()) {
                boolean begun = parser.begun();
                int before = in.bytes().remaining();
                HttpRequest request = parser.parse(in.bytes(), connection.remote(), connection.isSecure());
                if (request != null) {
                    Principal peer = connection.principal();
                    handle(peer == null ? request : request.from(peer));
                } else if (parser.takeContinue()) {
                    connection.write(loop.responses().encodeContinue());
                } else if (answered && !begun && parser.begun()) {
                    expectBy(options().handshakeTimeout());
                }
                if (parser.inBody()) {
                    expectMore(before - in.bytes().remaining());
                }
            }
        } catch (HttpException refused) {
            loop.tally().add(ServerCounter.HTTP_ERRORS);
            answerAndEnd(refused.response());
        }
    }

    private void handle(HttpRequest request) throws HttpException {
        if (ServerHandshake.isAskedBy(request)) {
            upgrade(request);
            return;
        }
        loop.tally().add(ServerCounter.HTTP_REQUESTS);
        PendingExchange exchange = new PendingExchange(this, request, parser.http11(), parser.keepAlive() && !stopping);
        pending = exchange;
        connection.stopReading();
        try {
            loop.service().http().handle(exchange);
        } catch (RuntimeException | Error failure) {
            loop.report("answering " + request.method() + " " + request.path() + " failed", failure);
            exchange.abandon();
        }
    }

    private void upgrade(HttpRequest request) {
        ServerHandshake handshake;
        try {
            handshake = ServerHandshake.read(request);
        } catch (HttpException malformed) {
            refuse(malformed.response());
            return;
        }
        if (stopping) {
            refuse(HttpResponse.of(503).with("Retry-After", "1"));
            return;
        }
        if (!options().origins().allow(request)) {
            loop.tally().add(ServerCounter.ORIGINS_REFUSED);
            refuse(HttpResponse.of(403, "text/plain", "Pages of this origin may not connect here.\n"));
            return;
        }
        int wait = loop.service().pace().admit(loop.now());
        if (wait > 0) {
            loop.tally().add(ServerCounter.HANDSHAKES_OVER_PACE);
            refuse(HttpResponse.of(503).with("Retry-After", String.valueOf(wait)));
            return;
        }
        try {
            // Not a switch over types, which would make a class at run time, and load what makes classes.
            Upgrade decision = loop.service().upgrades().upgrade(request);
            if (decision instanceof Upgrade.Accept accept) {
                open(handshake, accept);
            } else if (decision instanceof Upgrade.Refuse refusal) {
                refuse(refusal.response());
            } else {
                throw new NullPointerException("the handler decided nothing");
            }
        } catch (RuntimeException | Error failure) {
            loop.report("the opening handshake at " + request.path() + " failed", failure);
            refuse(HttpResponse.of(500));
        }
    }

    private void open(ServerHandshake handshake, Upgrade.Accept accept) {
        if (!loop.service().admission().admit(accept.principal())) {
            loop.tally().add(ServerCounter.CONNECTIONS_OVER_PRINCIPAL_LIMIT);
            // Those that are being closed are gone by then.
            long wait = Math.max(1, options().closeTimeout().toSeconds());
            refuse(HttpResponse.of(429).with("Retry-After", Long.toString(wait)));
            return;
        }
        connection.belongsTo(accept.principal());
        Negotiation.Answer compression = compression(handshake);
        HttpResponse answer = handshake.accept(
                accept.subprotocol(), compression == null ? List.of() : List.of(compression.extension()));
        connection.write(loop.responses().encode(answer, true, false));
        loop.tally().add(ServerCounter.UPGRADES);
        loop.tally().add(ServerCounter.UPGRADES_WITH_COMPRESSION, compression == null ? 0 : 1);
        WebSocketPhase webSocket =
                new WebSocketPhase(connection, accept, compression == null ? null : deflate(compression.agreement()));
        connection.enter(webSocket);
        webSocket.opened();
    }

    private Negotiation.@Nullable Answer compression(ServerHandshake handshake) {
        Compression own = options().compression();
        return own == null ? null : Negotiation.answer(own, handshake.extensions());
    }

    private @Nullable PerMessageDeflate deflate(Agreement agreement) {
        CompressionMemory memory = loop.compression();
        return memory == null ? null : new PerMessageDeflate(memory, agreement);
    }

    private void refuse(HttpResponse response) {
        loop.tally().add(ServerCounter.UPGRADES_REFUSED);
        answerAndEnd(response);
    }

    private void answerAndEnd(HttpResponse response) {
        connection.write(loop.responses().encode(response, false, false));
        connection.finish(options().slowReaderTimeout());
    }

    /** The answer to the request that waits for one. */
    void answer(PendingExchange exchange, HttpResponse response) {
        if (pending != exchange || connection.phase() != this || !connection.isOpen()) {
            return; // the peer has gone
        }
        pending = null;
        answered = true;
        boolean keepAlive = exchange.keepAlive() && !stopping && !connection.hasInputEnded();
        boolean headOnly = exchange.request().method().equals("HEAD");
        connection.write(loop.responses().encode(response, keepAlive, headOnly));
        if (keepAlive) {
            expectBy(options().idleTimeout());
            readOn();
        } else {
            connection.finish(options().slowReaderTimeout());
        }
    }

    StreamPhase newStream(boolean chunked, Runnable ended) {
        return new StreamPhase(connection, chunked, ended);
    }

    /** The request that waits for an answer gets one that comes bit by bit. */
    void answerWith(PendingExchange exchange, HttpResponse head, StreamPhase stream) {
        if (pending != exchange || connection.phase() != this || !connection.isOpen()) {
            stream.lost("the peer has gone");
            return;
        }
        pending = null;
        connection.write(loop.responses().encodeStreamHead(head, stream.isChunked()));
        connection.enter(stream);
        if (exchange.request().method().equals("HEAD")) {
            stream.endAfterHead();
            return;
        }
        stream.writeNow(head.body());
        if (stopping || connection.hasInputEnded()) {
            stream.inputEnded();
        } else {
            connection.resumeReading();
        }
    }

    /** The next request is read when the answer before it has left, so that a peer which reads nothing queues nothing. */
    private void readOn() {
        if (pending == null && !connection.congested()) {
            connection.resumeReading();
        }
    }

    private void expectBy(Duration limit) {
        deadline = loop.now() + limit.toNanos();
    }

    /** What comes of a body buys time for the rest, at the rate that is asked for, but no credit. */
    private void expectMore(int bytes) {
        long bought = TimeUnit.SECONDS.toNanos(bytes) / options().minBodyRate();
        deadline = Math.min(
                deadline + bought, loop.now() + options().handshakeTimeout().toNanos());
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public void inputEnded() {
        if (pending == null) {
            connection.finish(options().slowReaderTimeout());
        }
    }

    @Override
    public void attend() {}

    @Override
    public void progress() {
        readOn();
    }

    @Override
    public void tick(long now) {
        OutboundQueue queue = connection.queue();
        if (queue != null) {
            if (now - queue.progressAt() >= options().slowReaderTimeout().toNanos()) {
                loop.tally().add(ServerCounter.SLOW_READERS);
                connection.cut();
            }
        } else if (pending == null && now - deadline >= 0) {
            if (parser.begun() || !answered) {
                loop.tally().add(ServerCounter.HANDSHAKE_TIMEOUTS);
                answerAndEnd(HttpResponse.of(408));
            } else {
                loop.tally().add(ServerCounter.IDLE_TIMEOUTS);
                connection.finish(options().slowReaderTimeout());
            }
        }
    }

    @Override
    public void stop(CloseStatus status) {
        stopping = true;
        if (pending == null) {
            connection.finish(options().slowReaderTimeout());
        }
    }

    @Override
    public void lost(String reason) {
        pending = null;
    }

    private ServerOptions options() {
        return loop.service().options();
    }
}

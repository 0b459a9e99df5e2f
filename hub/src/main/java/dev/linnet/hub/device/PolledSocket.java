package dev.linnet.hub.device;

import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What carries a session's messages where no WebSocket gets through: batches in POSTs one way, numbered; long-polls the other
 * way, each of which says what has arrived. To the session it is a socket like any other. Messages stay here until the agent
 * has said that it has them, so an answer that is lost on its way loses nothing.
 *
 * <p>Any thread. The session is called one event at a time through {@link Turns}, and never under the lock.
 */
final class PolledSocket implements WebSocket {
    private static final int MAX_QUEUED_BYTES = 256 << 10;
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final String id;
    private final String subprotocol;
    private final WebSocketListener session;
    private final Duration heartbeat;
    private final int maxMessage;
    private final Turns turns = new Turns();
    private final Object lock = new Object();

    // Guarded by the lock.
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long taken; // the number of the last message that the agent has
    private long received; // the number of the last batch that has come
    private @Nullable ByteArrayOutputStream begun; // a message that goes on in the next batch
    private boolean refused; // a message was, since there was room
    private boolean paused;
    private @Nullable HttpExchange poll; // waits for messages
    private long pollSince;
    private long heard;
    private InetSocketAddress remote;
    private @Nullable CloseStatus closed;

    PolledSocket(
            String id,
            String subprotocol,
            WebSocketListener session,
            Duration heartbeat,
            int maxMessage,
            InetSocketAddress remote,
            long now) {
        this.id = id;
        this.subprotocol = subprotocol;
        this.session = session;
        this.heartbeat = heartbeat;
        this.maxMessage = maxMessage;
        this.remote = remote;
        this.heard = now;
    }

    String id() {
        return id;
    }

    void open() {
        turn(() -> session.onOpen(this));
    }

    /**
     * A batch of messages, one a line. The number tells one that comes again from one that follows.
     *
     * @param more whether the last message goes on in the next batch
     */
    HttpResponse post(long number, byte[] lines, boolean more, InetSocketAddress from, long now) {
        byte @Nullable [] whole;
        synchronized (lock) {
            heard = now;
            remote = from;
            if (closed != null) {
                return PolledAnswer.closed(closed);
            }
            if (number == received) {
                return PolledAnswer.nothing(); // the answer to it was lost
            }
            if (number != received + 1) {
                return ProblemDetails.of(409, "Out of order", "the next batch is " + (received + 1) + ", not " + number)
                        .response("Cache-Control", "no-store");
            }
            if (paused) {
                return ProblemDetails.of(503, "Not now", "the history is behind: send the same again")
                        .retryAfter(Duration.ofSeconds(1));
            }
            received = number;
            whole = whole(lines, more);
        }
        if (whole != null) {
            turn(() -> deliver(whole));
        } else if (isTooBig()) {
            return PolledAnswer.closed(tooBig());
        }
        return PolledAnswer.nothing();
    }

    /** The batch with the pieces before it, under the lock; null when it is a piece itself. */
    private byte @Nullable [] whole(byte[] lines, boolean more) {
        assert Thread.holdsLock(lock);
        ByteArrayOutputStream pieces = begun;
        if (pieces == null && !more) {
            return lines;
        }
        pieces = pieces == null ? new ByteArrayOutputStream() : pieces;
        pieces.writeBytes(lines);
        begun = more ? pieces : null;
        return more ? null : pieces.toByteArray();
    }

    private boolean isTooBig() {
        synchronized (lock) {
            return begun != null && begun.size() > maxMessage;
        }
    }

    /** As the server does it on a WebSocket. */
    private CloseStatus tooBig() {
        CloseStatus status =
                new CloseStatus(CloseStatus.TOO_BIG, "a message may have at most " + maxMessage + " bytes");
        close(status);
        return status;
    }

    private void deliver(byte[] lines) {
        int from = 0;
        for (int at = 0; at <= lines.length; at++) {
            if (at == lines.length || lines[at] == '\n') {
                if (at - from > maxMessage) {
                    tooBig();
                    return;
                }
                if (at - from > 1 || (at > from && lines[from] != '\r')) {
                    session.onText(this, ByteBuffer.wrap(lines, from, at - from));
                }
                from = at + 1;
            }
        }
    }

    /** Asks for messages behind that number, which confirms those up to it; answered when there are some. */
    void poll(long after, HttpExchange exchange, long now) {
        HttpExchange former;
        boolean room;
        HttpResponse answer;
        synchronized (lock) {
            heard = now;
            remote = exchange.request().remote();
            if (after < taken || after > taken + queue.size()) {
                answer = ProblemDetails.of(
                                409, "Out of order", "messages " + (taken + 1) + " and later are here, not " + after)
                        .response("Cache-Control", "no-store");
                former = null;
                room = false;
            } else {
                while (taken < after) {
                    queuedBytes -= queue.removeFirst().length;
                    taken++;
                }
                former = poll;
                poll = null;
                room = refused && closed == null && queuedBytes < MAX_QUEUED_BYTES / 2;
                refused &= !room;
                answer = answer();
                if (answer == null) {
                    poll = exchange;
                    pollSince = now;
                }
            }
        }
        if (former != null) {
            former.respond(PolledAnswer.nothing()); // its connection is gone, or somebody polls twice
        }
        if (answer != null) {
            exchange.respond(answer);
        }
        if (room) {
            turn(() -> session.onWritable(this));
        }
    }

    /** What there is to say now, under the lock; null when there is nothing. */
    private @Nullable HttpResponse answer() {
        assert Thread.holdsLock(lock);
        if (queue.isEmpty()) {
            return closed == null ? null : PolledAnswer.closed(closed);
        }
        List<byte[]> messages = new ArrayList<>();
        long bytes = 0;
        for (byte[] message : queue) {
            bytes += message.length + 1;
            if (bytes > MAX_ANSWER_BYTES && !messages.isEmpty()) {
                break;
            }
            messages.add(message);
        }
        return PolledAnswer.messages(messages, taken + messages.size());
    }

    /** Answers a poll before a proxy cuts it, and ends a session from which nothing has come for two heartbeats. */
    void tick(long now) {
        HttpExchange due = null;
        boolean silent;
        synchronized (lock) {
            if (poll != null && now - pollSince >= heartbeat.toNanos()) {
                due = poll;
                poll = null;
            }
            silent = now - heard >= 2 * heartbeat.toNanos() - heartbeat.toNanos() / 4; // noticed before two are over
        }
        if (due != null) {
            due.respond(PolledAnswer.nothing());
        }
        if (silent) {
            abort();
        }
    }

    /** Whether it has been closed for so long that nobody will ask why. */
    boolean isForgotten(long now) {
        synchronized (lock) {
            return closed != null && now - heard > 2 * heartbeat.toNanos();
        }
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        byte[] message = new byte[utf8.remaining()];
        utf8.get(utf8.position(), message);
        HttpExchange waiting;
        HttpResponse answer;
        synchronized (lock) {
            if (closed != null) {
                return false;
            }
            if (queuedBytes + message.length > MAX_QUEUED_BYTES) {
                refused = true;
                return false;
            }
            queue.addLast(message);
            queuedBytes += message.length;
            waiting = poll;
            poll = null;
            answer = waiting == null ? null : answer();
        }
        if (waiting != null && answer != null) {
            waiting.respond(answer);
        }
        return true;
    }

    @Override
    public void close(CloseStatus status) {
        HttpExchange waiting;
        HttpResponse answer;
        synchronized (lock) {
            if (closed != null) {
                return;
            }
            closed = status;
            begun = null;
            waiting = poll;
            poll = null;
            answer = answer();
        }
        if (waiting != null && answer != null) {
            waiting.respond(answer);
        }
        turn(() -> session.onClose(this, status));
    }

    @Override
    public void abort() {
        close(new CloseStatus(CloseStatus.ABNORMAL, "the agent has not asked for messages"));
    }

    private void turn(Runnable event) {
        turns.take(() -> {
            try {
                event.run();
            } catch (RuntimeException e) {
                Logger.error(e, "a polled session failed");
                close(CloseStatus.of(CloseStatus.INTERNAL_ERROR));
            }
        });
    }

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        synchronized (lock) {
            return remote;
        }
    }

    @Override
    public boolean isOpen() {
        synchronized (lock) {
            return closed == null;
        }
    }

    @Override
    public long queuedBytes() {
        synchronized (lock) {
            return queuedBytes;
        }
    }

    @Override
    public void pause() {
        synchronized (lock) {
            paused = true;
        }
    }

    @Override
    public void resume() {
        synchronized (lock) {
            paused = false;
        }
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
        return isOpen(); // polling is the heartbeat
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        throw new UnsupportedOperationException("messages are JSON here");
    }
}

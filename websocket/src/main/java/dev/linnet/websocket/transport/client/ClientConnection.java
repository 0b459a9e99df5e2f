package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.session.OutgoingParts;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.session.SessionEvent;
import dev.linnet.websocket.session.SessionSettings;
import dev.linnet.websocket.session.SessionTrace;
import dev.linnet.websocket.session.WebSocketSession;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One client connection as its users see it, and the state that reader, writer and users share.
 *
 * <p>Everything mutable is guarded by {@code lock}, which is held for work in memory only: moving bytes and, where that was
 * agreed, inflating the message that is being read. Never during a socket's read or write, and never while the listener is
 * called. What is compressed for sending is so before, in {@link ClientSending}.
 */
final class ClientConnection implements WebSocket {
    private final String subprotocol;
    private final ClientSocket socket;
    private final int maxOutboundBytes;
    private final BiConsumer<String, Throwable> failures;
    private final LongSupplier nanoTime;

    private final ClientSending sending;
    private final ReentrantLock lock = new ReentrantLock();
    /** Output to write, or no more to come. */
    private final Condition writable = lock.newCondition();
    /** Reading goes on, or is over. */
    private final Condition readable = lock.newCondition();

    private final WebSocketSession session;
    private final ClientOutput outbound = new ClientOutput();
    private volatile @Nullable TraceLines trace; // volatile for who hands the lines on, outside the lock
    private boolean paused;
    private boolean refused;
    /** Nothing more is to be read: a pause must not hold up the end. */
    private boolean cut;

    private boolean outputEnding;
    private @Nullable String outputFailure;

    /**
     * A connection whose opening handshake is complete.
     *
     * @param inflate the session's compression, of which only the receiving half is used; null without
     * @param deflate the sending half, with memory of its own; null without
     */
    ClientConnection(
            String subprotocol,
            ClientSocket socket,
            SessionSettings settings,
            @Nullable PerMessageDeflate inflate,
            @Nullable PerMessageDeflate deflate,
            int maxOutboundBytes,
            BiConsumer<String, Throwable> failures,
            LongSupplier nanoTime) {
        this.subprotocol = subprotocol;
        this.socket = socket;
        this.maxOutboundBytes = maxOutboundBytes;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.sending = new ClientSending(this, deflate);
        this.session = new WebSocketSession(settings, outbound, inflate, nanoTime.getAsLong());
    }

    private void unlock() {
        lock.unlock();
        flushTrace();
    }

    /** Hands on what was traced, unless somebody's turn to send is not over yet. */
    void flushTrace() {
        TraceLines lines = trace;
        if (lines != null && !sending.isMyTurn()) {
            lines.flush();
        }
    }

    // ---- for the connection's users, on any thread

    @Override
    public String subprotocol() {
        return subprotocol;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return session.isOpen();
        } finally {
            unlock();
        }
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        return sending.send(Opcode.TEXT, utf8);
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        return sending.send(Opcode.BINARY, payload);
    }

    @Override
    public boolean sendTextPart(ByteBuffer utf8, boolean last) {
        return sending.sendPart(Opcode.TEXT, utf8, last);
    }

    @Override
    public boolean sendBinaryPart(ByteBuffer payload, boolean last) {
        return sending.sendPart(Opcode.BINARY, payload, last);
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
        return admit(payload, false) && queue(to -> to.send(Opcode.PING, payload));
    }

    /** Has frames written to the session's output. */
    boolean queue(Predicate<WebSocketSession> frames) {
        lock.lock();
        try {
            boolean sent = frames.test(session);
            writable.signal();
            return sent;
        } finally {
            unlock();
        }
    }

    /** Whether there is room; what waits for a message's last part does not share it with the parts. */
    boolean admit(ByteBuffer payload, boolean part) {
        OutgoingParts.requireFits(payload.remaining(), maxOutboundBytes);
        lock.lock();
        try {
            if (!session.isOpen()) {
                return false;
            }
            long pending = part ? outbound.bytes() : pendingBytes();
            boolean fits = pending + payload.remaining() <= maxOutboundBytes;
            refused |= !fits;
            return fits;
        } finally {
            unlock();
        }
    }

    private long pendingBytes() {
        return (long) outbound.bytes() + sending.heldBytes();
    }

    @Override
    public long queuedBytes() {
        lock.lock();
        try {
            return pendingBytes();
        } finally {
            unlock();
        }
    }

    @Override
    public long roundTripNanos() {
        return session.roundTripNanos();
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            unlock();
        }
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            paused = false;
            readable.signal();
        } finally {
            unlock();
        }
    }

    @Override
    public void close(CloseStatus status) {
        lock.lock();
        try {
            session.close(status, nanoTime.getAsLong());
            writable.signal();
        } finally {
            unlock();
        }
    }

    @Override
    public void trace(@Nullable FrameTrace wanted) {
        lock.lock();
        try {
            TraceLines lines = wanted == null ? null : new TraceLines(wanted.lines(), this::traceFailed);
            InetSocketAddress peer = socket.remoteAddress();
            session.trace(
                    wanted == null || lines == null
                            ? null
                            : new SessionTrace(
                                    peer.getAddress().getHostAddress() + ":" + peer.getPort(), wanted, lines));
            trace = lines;
        } finally {
            unlock();
        }
    }

    private void traceFailed(Throwable failure) {
        trace(null);
        report("writing a trace failed, and is off,", failure);
    }

    @Override
    public void abort() {
        lock.lock();
        try {
            session.abort("aborted here");
            cut = true;
            readable.signal();
        } finally {
            unlock();
        }
        socket.cut();
    }

    // ---- for the reader

    /** Waits while reading is paused, with a tick now and then. */
    void awaitReadable(long tickNanos) {
        lock.lock();
        try {
            while (paused && !cut) {
                if (readable.awaitNanos(tickNanos) <= 0) {
                    session.tick(nanoTime.getAsLong(), false);
                    signalOutput();
                }
            }
        } catch (InterruptedException e) {
            session.abort("the reader was interrupted"); // nobody does; then there is no reader any more
            cut = true;
        } finally {
            unlock();
        }
    }

    /** What comes next: in the bytes at hand, or because time is up. */
    SessionEvent poll(ReceiveBuffer received) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            SessionEvent event = session.poll(received, now);
            if (event == SessionEvent.NEED_INPUT) {
                if (outputFailure != null) {
                    session.abort(outputFailure);
                }
                session.tick(now, true);
                event = session.poll(received, now);
            }
            signalOutput();
            return event;
        } finally {
            unlock();
        }
    }

    /** The last event's payload: a view of the reader's buffer or a message of its own, which nobody else touches. */
    ByteBuffer payload() {
        lock.lock();
        try {
            return session.payload();
        } finally {
            unlock();
        }
    }

    /** Whether the part that came last ends its message. */
    boolean lastPart() {
        lock.lock();
        try {
            return session.lastPart();
        } finally {
            unlock();
        }
    }

    /** The stream ended, or broke for that reason; an end is reported even while reading is paused. */
    void inputEnded(@Nullable String failure) {
        lock.lock();
        try {
            cut = true;
            if (failure == null) {
                session.inputEnded();
            } else {
                session.abort(failure);
            }
        } finally {
            unlock();
        }
    }

    CloseStatus closeStatus() {
        lock.lock();
        try {
            return session.closeStatus();
        } finally {
            unlock();
        }
    }

    /** Nothing is queued from here on, for the session is over: the writer ends when all is written. */
    void endOutput() {
        sending.release();
        lock.lock();
        try {
            outputEnding = true;
            writable.signal();
        } finally {
            unlock();
        }
    }

    // ---- for reader and writer

    /** Tells whoever watches over failures, with what failed and where. */
    void report(String what, Throwable failure) {
        failures.accept(what + " on the connection to " + socket.remoteAddress(), failure);
    }

    /** The listener threw. */
    void fail(CloseStatus status) {
        lock.lock();
        try {
            session.fail(status);
            cut = true;
            signalOutput();
            readable.signal();
        } finally {
            unlock();
        }
    }

    ClientSocket socket() {
        return socket;
    }

    // ---- for the writer

    /** Waits for bytes to write; null when none will come any more. */
    @Nullable
    ByteBuffer awaitOutput() {
        lock.lock();
        try {
            while (outbound.bytes() == 0) {
                if (outputEnding) {
                    return null;
                }
                writable.awaitUninterruptibly();
            }
            return outbound.take();
        } finally {
            unlock();
        }
    }

    /** So much is written; whether a refused sender is to be told that there is room again. */
    boolean written(int bytes) {
        lock.lock();
        try {
            outbound.written(bytes);
            if (outbound.bytes() == 0) {
                session.outputDrained();
            }
            boolean roomAgain = refused && session.isOpen() && outbound.bytes() <= maxOutboundBytes / 2;
            refused &= !roomAgain;
            return roomAgain;
        } finally {
            unlock();
        }
    }

    /** The socket takes nothing any more; the reader ends the session when it notices, or at its next tick. */
    void outputFailed(String reason) {
        lock.lock();
        try {
            outputFailure = reason;
        } finally {
            unlock();
        }
    }

    private void signalOutput() {
        if (outbound.bytes() > 0) {
            writable.signal();
        }
    }
}

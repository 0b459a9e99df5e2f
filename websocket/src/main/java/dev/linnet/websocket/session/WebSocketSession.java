package dev.linnet.websocket.session;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.compression.MessageInflater;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.ClosePayload;
import dev.linnet.websocket.frame.FrameDecoder;
import dev.linnet.websocket.frame.FrameEncoder;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.frame.ProtocolViolation;
import dev.linnet.websocket.frame.Utf8;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection after its opening handshake. Not safe for several threads: its owner calls everything, one call after
 * another. Times are nanoseconds of one monotonic clock.
 *
 * <pre>
 *           close()                    peer's close, or time is up
 *   OPEN ───────────────► CLOSING ──────────────────────────┐
 *    │                                                      ▼
 *    └── peer's close (echoed), fail(), abort(), end ────► OVER
 * </pre>
 */
public final class WebSocketSession {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private enum State {
        OPEN,
        /** Our close frame is written, and nothing is after it (RFC 6455 §5.5.1); the peer's is awaited. */
        CLOSING,
        OVER
    }

    private final SessionSettings settings;
    private final FrameOutput output;
    private final FrameDecoder decoder;
    private final Heartbeat heartbeat;
    private final @Nullable PerMessageDeflate deflate; // null without compression

    private State state = State.OPEN;
    private boolean endReported;
    private boolean closeTimedOut;
    private boolean violated;
    private ByteBuffer payload = NOTHING;
    private @Nullable IncomingMessage message; // until its last part is handed out
    private @Nullable ByteBuffer controlPayload; // of a control frame that comes in parts
    private @Nullable ByteBuffer waitingPong;
    private @Nullable SessionTrace trace; // null unless somebody looks for a fault
    private @Nullable CloseStatus status;
    private int pingsSuperseded;
    private long closeDeadline;

    /** One that has just begun, with this connection's own compression as agreed; null for none. */
    public WebSocketSession(
            SessionSettings settings, FrameOutput output, @Nullable PerMessageDeflate deflate, long now) {
        this.settings = settings;
        this.output = output;
        this.deflate = deflate;
        this.decoder = new FrameDecoder(settings.role() == Role.SERVER, deflate != null);
        this.heartbeat = new Heartbeat(now);
    }

    /**
     * Consumes bytes until there is an event to act on. Call it until it answers NEED_INPUT; after {@link #tick},
     * {@link #inputEnded}, {@link #fail} or {@link #abort} call it too, with whatever bytes there are, for they may have
     * ended the session.
     */
    public SessionEvent poll(ReceiveBuffer in, long now) {
        payload = NOTHING;
        if (in.bytes().hasRemaining()) {
            heartbeat.heard(now);
        }
        try {
            if (message != null && message.hasMore()) {
                SessionEvent event = handOut(message, message.more());
                if (event != SessionEvent.NEED_INPUT) {
                    return event;
                }
            }
            while (state != State.OVER && decoder.next(in.bytes())) {
                if (trace != null) {
                    trace.received(decoder, in.bytes());
                }
                SessionEvent event = decoder.opcode().isControl() ? control(in, now) : data(in);
                if (event != SessionEvent.NEED_INPUT) {
                    return event;
                }
            }
        } catch (ProtocolViolation violation) {
            violated = true;
            fail(violation.status());
        }
        if (state != State.OVER) {
            return SessionEvent.NEED_INPUT;
        }
        // RFC 6455 §1.4, §7.1.7: what follows the end is not looked at.
        in.bytes().position(in.bytes().limit());
        if (endReported) {
            return SessionEvent.NEED_INPUT;
        }
        endReported = true;
        return SessionEvent.CLOSED;
    }

    /** The payload of the last event; valid until the next {@link #poll}. */
    public ByteBuffer payload() {
        return payload;
    }

    /** Whether the part that came with the last event ends its message. */
    public boolean lastPart() {
        return message == null; // it is forgotten with its last part
    }

    /**
     * Heartbeat and time limits; to be called at least four times within the shortest of them.
     *
     * @param reading false while the owner does not read from the peer, who then cannot be blamed for silence
     */
    public void tick(long now, boolean reading) {
        switch (state) {
            case OPEN -> {
                if (!reading) {
                    heartbeat.heard(now);
                }
                if (heartbeat.isDead(now, settings.heartbeatNanos())) {
                    abort("nothing heard for two heartbeats");
                } else if (heartbeat.due(now, settings.heartbeatNanos())) {
                    write(Opcode.PING, heartbeat.ping(now));
                }
            }
            case CLOSING -> {
                if (!reading) {
                    closeDeadline = now + settings.closeTimeoutNanos();
                } else if (now - closeDeadline >= 0) {
                    closeTimedOut = true;
                    abort("the close was not answered in time");
                }
            }
            case OVER -> {}
        }
    }

    /** What was written has left: a pong that waited for it is written now. */
    public void outputDrained() {
        ByteBuffer pong = waitingPong;
        if (pong != null && state == State.OPEN) {
            waitingPong = null;
            write(Opcode.PONG, pong);
        }
    }

    /** The peer's stream ended: without a close frame before it, that is 1006 (RFC 6455 §7.1.5). */
    public void inputEnded() {
        abort("the peer's stream ended without a close frame");
    }

    /** Writes one whole message or ping; false when the session is closing. */
    public boolean send(Opcode opcode, ByteBuffer payload) {
        if (opcode.isControl() && payload.remaining() > MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("a control frame takes at most 125 bytes, not " + payload.remaining());
        }
        ByteBuffer smaller =
                deflate == null || opcode.isControl() || state != State.OPEN ? null : deflate.deflate(payload);
        return send(opcode, payload, smaller);
    }

    /**
     * Likewise, for an owner who compresses by itself, in the order of sending.
     *
     * @param smaller the payload compressed; null to send it as it is
     */
    public boolean send(Opcode opcode, ByteBuffer payload, @Nullable ByteBuffer smaller) {
        if (state != State.OPEN) {
            return false;
        }
        if (smaller == null) {
            write(opcode, payload);
        } else {
            write(FrameEncoder.FIN | FrameEncoder.RSV1 | opcode.code(), smaller, payload);
        }
        return true;
    }

    /**
     * Writes one fragment of a message (RFC 6455 §5.4); false when the session is closing. That no other message comes
     * between them is the caller's to ensure.
     *
     * @param opcode what the message is, for its first fragment; CONTINUATION for the others
     */
    public boolean sendFragment(Opcode opcode, ByteBuffer payload, boolean last) {
        ByteBuffer part = deflate == null || state != State.OPEN ? null : deflate.deflatePart(payload, last);
        return sendFragment(opcode, payload, part, last);
    }

    /** Likewise, for an owner who compresses by itself: all fragments of a message or none. */
    public boolean sendFragment(Opcode opcode, ByteBuffer payload, @Nullable ByteBuffer compressed, boolean last) {
        if (state != State.OPEN) {
            return false;
        }
        int fin = last ? FrameEncoder.FIN : 0;
        int rsv1 = compressed == null || opcode == Opcode.CONTINUATION ? 0 : FrameEncoder.RSV1;
        write(fin | rsv1 | opcode.code(), compressed == null ? payload : compressed, payload);
        return true;
    }

    /**
     * Starts the closing handshake; does nothing when closing already.
     *
     * @throws IllegalArgumentException when the code must not be sent
     */
    public void close(CloseStatus status, long now) {
        ByteBuffer close = ClosePayload.encode(status);
        if (state == State.OPEN) {
            write(Opcode.CLOSE, close);
            state = State.CLOSING;
            closeDeadline = now + settings.closeTimeoutNanos();
            release();
        }
    }

    /** Says why in a close frame, and is over at once (RFC 6455 §7.1.7). */
    public void fail(CloseStatus status) {
        if (state == State.OPEN) {
            write(Opcode.CLOSE, ClosePayload.encode(status));
        }
        end(status);
    }

    /** Is over at once with 1006, saying nothing to the peer. */
    public void abort(String reason) {
        end(new CloseStatus(CloseStatus.ABNORMAL, reason));
    }

    /** Has frames written down from now on, or not any more. */
    public void trace(@Nullable SessionTrace value) {
        trace = value;
    }

    /** Whether messages may still be sent. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Why the session is over: the first close frame's status, or 1006; {@link CloseStatus#NO_STATUS} before it is. */
    public CloseStatus closeStatus() {
        return status == null ? CloseStatus.of(CloseStatus.NO_STATUS) : status;
    }

    /** Whether the pong that came last was the answer to a heartbeat, which {@link #roundTripNanos} tells more of. */
    public boolean heartbeatAnswered() {
        return heartbeat.answered();
    }

    /** Whether it ended because nothing came for two heartbeats. */
    public boolean heartbeatLost() {
        return heartbeat.lost();
    }

    /** Whether it ended because the peer did not answer our close in time. */
    public boolean closeTimedOut() {
        return closeTimedOut;
    }

    /** Whether it ended because the peer broke a rule or a limit. */
    public boolean violated() {
        return violated;
    }

    /** Nanoseconds between the last answered heartbeat and its pong; -1 before the first. From any thread. */
    public long roundTripNanos() {
        return heartbeat.roundTripNanos();
    }

    /** Pings that were never answered because a later one came while the output was congested. */
    public int pingsSuperseded() {
        return pingsSuperseded;
    }

    private SessionEvent data(ReceiveBuffer in) throws ProtocolViolation {
        if (state == State.CLOSING) {
            return SessionEvent.NEED_INPUT; // only the peer's close is of interest now
        }
        boolean whole = decoder.ends() && decoder.fin();
        IncomingMessage incoming = message;
        if (incoming == null) {
            boolean text = decoder.opcode() == Opcode.TEXT;
            if (whole && !settings.streaming()) {
                return deflate != null && decoder.compressed()
                        ? wholeCompressed(in, text, deflate.inflater())
                        : wholeMessage(in, text);
            }
            incoming = begin(text);
            message = incoming;
        }
        if (decoder.begins()) {
            incoming.admit(decoder.length());
        }
        return handOut(incoming, incoming.take(in.view(decoder.from(), decoder.to()), whole));
    }

    private IncomingMessage begin(boolean text) {
        PerMessageDeflate compression = deflate;
        MessageInflater inflater = compression != null && decoder.compressed() ? compression.inflater() : null;
        return settings.streaming()
                ? new MessageStream(text, settings.maxMessageBytes(), inflater)
                : new MessageAssembly(text, (int) settings.maxMessageBytes(), inflater);
    }

    private SessionEvent handOut(IncomingMessage incoming, @Nullable ByteBuffer part) {
        if (part == null) {
            return SessionEvent.NEED_INPUT;
        }
        payload = part;
        if (trace != null) {
            trace.inflated(part);
        }
        if (incoming.ended()) {
            message = null;
        }
        return incoming.event();
    }

    private SessionEvent wholeMessage(ReceiveBuffer in, boolean text) throws ProtocolViolation {
        if (decoder.length() > settings.maxMessageBytes()) {
            throw ProtocolViolation.tooBig(settings.maxMessageBytes());
        }
        if (text && Utf8.check(Utf8.COMPLETE, in.bytes(), decoder.from(), decoder.to()) != Utf8.COMPLETE) {
            throw ProtocolViolation.invalidPayload("a text message that is not UTF-8");
        }
        payload = in.view(decoder.from(), decoder.to());
        return text ? SessionEvent.TEXT : SessionEvent.BINARY;
    }

    private SessionEvent wholeCompressed(ReceiveBuffer in, boolean text, MessageInflater inflater)
            throws ProtocolViolation {
        ByteBuffer frame = in.view(decoder.from(), decoder.to());
        payload = MessageAssembly.inflated(frame, text, (int) settings.maxMessageBytes(), inflater);
        if (trace != null) {
            trace.inflated(payload);
        }
        return text ? SessionEvent.TEXT : SessionEvent.BINARY;
    }

    private SessionEvent control(ReceiveBuffer in, long now) throws ProtocolViolation {
        ByteBuffer whole = wholeControlPayload(in);
        if (whole == null) {
            return SessionEvent.NEED_INPUT;
        }
        return switch (decoder.opcode()) {
            case PING -> {
                answer(whole);
                yield SessionEvent.NEED_INPUT;
            }
            case PONG -> {
                heartbeat.answered(whole, now);
                payload = whole;
                yield SessionEvent.PONG;
            }
            case CLOSE -> {
                closedByPeer(ClosePayload.parse(whole));
                yield SessionEvent.NEED_INPUT;
            }
            case CONTINUATION, TEXT, BINARY -> throw new AssertionError("no control frame");
        };
    }

    private @Nullable ByteBuffer wholeControlPayload(ReceiveBuffer in) {
        if (decoder.begins() && decoder.ends()) {
            return in.view(decoder.from(), decoder.to());
        }
        ByteBuffer parts = controlPayload;
        if (parts == null) {
            parts = ByteBuffer.allocate((int) decoder.length());
            controlPayload = parts;
        }
        int at = parts.position();
        int length = decoder.to() - decoder.from();
        parts.put(at, in.bytes(), decoder.from(), length).position(at + length);
        if (!decoder.ends()) {
            return null;
        }
        controlPayload = null;
        return parts.flip();
    }

    private void answer(ByteBuffer ping) {
        if (state != State.OPEN) {
            return;
        }
        if (!output.congested()) {
            write(Opcode.PONG, ping);
            return;
        }
        // RFC 6455 §5.5.3: only the most recent of several waiting pings needs its pong.
        if (waitingPong != null) {
            pingsSuperseded++;
        }
        waitingPong = ByteBuffer.allocate(ping.remaining()).put(ping).flip();
    }

    private void closedByPeer(CloseStatus received) {
        if (state == State.OPEN) {
            // RFC 6455 §5.5.1: a close is answered by a close, typically with the same code.
            write(Opcode.CLOSE, ClosePayload.encode(CloseStatus.of(received.code())));
        }
        end(received);
    }

    private void end(CloseStatus why) {
        if (state != State.OVER) {
            state = State.OVER;
            status = why;
            if (trace != null) {
                trace.ended(why);
            }
            controlPayload = null;
            release();
        }
    }

    private void release() {
        message = null;
        waitingPong = null;
        if (deflate != null) {
            deflate.release();
        }
    }

    private void write(Opcode opcode, ByteBuffer payload) {
        write(FrameEncoder.FIN | opcode.code(), payload, payload);
    }

    private void write(int firstByte, ByteBuffer payload, ByteBuffer plain) {
        if (trace != null) {
            trace.sent(firstByte, payload.remaining(), plain);
        }
        if (settings.role() == Role.CLIENT) {
            FrameEncoder.writeMasked(
                    output, firstByte, payload, settings.maskKeys().getAsInt());
        } else {
            FrameEncoder.write(output, firstByte, payload);
        }
    }
}

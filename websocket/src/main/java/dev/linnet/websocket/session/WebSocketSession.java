package dev.linnet.websocket.session;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * One connection after its opening handshake. Not safe for several threads: its owner calls everything, one call after
 * another. Times are nanoseconds of one monotonic clock.
 */
public final class WebSocketSession {
    public WebSocketSession(SessionSettings settings, FrameOutput output, long now) {}

    /**
     * Consumes bytes until there is an event to act on. Call it until it answers NEED_INPUT; after {@link #tick},
     * {@link #inputEnded}, {@link #close}, {@link #fail} or {@link #abort} call it too, with whatever bytes there are.
     */
    public SessionEvent poll(ReceiveBuffer in, long now) {
        return SessionEvent.NEED_INPUT;
    }

    /** The payload of the last event; valid until the next {@link #poll}. */
    public ByteBuffer payload() {
        return ByteBuffer.allocate(0);
    }

    /** Heartbeat and time limits; call it a few times within the shortest of them. */
    public void tick(long now) {}

    /** The peer's stream ended. */
    public void inputEnded() {}

    /** Writes one unfragmented message or ping; false when the session is closing. */
    public boolean send(Opcode opcode, ByteBuffer payload) {
        return false;
    }

    /** Starts the closing handshake; does nothing when closing already. */
    public void close(CloseStatus status, long now) {}

    /** Says why in a close frame, and is over at once (RFC 6455 §7.1.7). */
    public void fail(CloseStatus status) {}

    /** Is over at once with 1006, saying nothing to the peer. */
    public void abort(String reason) {}

    /** Whether messages may still be sent. */
    public boolean isOpen() {
        return false;
    }

    /** Why the session is over; only after CLOSED. */
    public CloseStatus closeStatus() {
        return CloseStatus.of(CloseStatus.NO_STATUS);
    }

    /** Nanoseconds between the last answered heartbeat and its pong; -1 before the first. */
    public long roundTripNanos() {
        return -1;
    }
}

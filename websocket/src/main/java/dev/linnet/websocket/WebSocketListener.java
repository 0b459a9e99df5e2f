package dev.linnet.websocket;

import java.nio.ByteBuffer;

/**
 * Hears what happens on one connection. A server makes one per connection; calls come one after another from the
 * connection's own thread (the event loop that owns it, or the client's reader), so an implementation needs no lock for
 * state that only it touches, and must not block. What an implementation throws closes the connection with 1011.
 *
 * <p>Payloads are views of a shared buffer: they are valid, from position to limit, only until the method returns.
 */
public interface WebSocketListener {
    /** The opening handshake is complete; messages may be sent from here on. */
    default void onOpen(WebSocket socket) {}

    /** A whole text message of valid UTF-8. */
    default void onText(WebSocket socket, ByteBuffer utf8) {
        socket.close(new CloseStatus(CloseStatus.UNSUPPORTED_DATA, "text is not understood here"));
    }

    /** A whole binary message. */
    default void onBinary(WebSocket socket, ByteBuffer payload) {
        socket.close(new CloseStatus(CloseStatus.UNSUPPORTED_DATA, "binary is not understood here"));
    }

    /** A pong to the heartbeat or to {@link WebSocket#sendPing}. */
    default void onPong(WebSocket socket, ByteBuffer payload) {}

    /** There is room again after a {@code send…} returned false. */
    default void onWritable(WebSocket socket) {}

    /** The connection has ended; comes exactly once after {@link #onOpen}, and nothing comes after it. */
    void onClose(WebSocket socket, CloseStatus status);
}

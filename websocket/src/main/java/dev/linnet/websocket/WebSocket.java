package dev.linnet.websocket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One WebSocket connection, client or server side, after its opening handshake. Every method may be called from any
 * thread, and none of them blocks.
 *
 * <p>Sending copies the payload before it returns. The outbound queue is bounded in bytes: when a message does not fit,
 * it is refused as a whole ({@code false}) and the caller decides what that means for its kind of traffic; after a
 * refusal {@link WebSocketListener#onWritable} tells when there is room again.
 */
public interface WebSocket {
    /** The subprotocol agreed in the opening handshake, or the empty string. */
    String subprotocol();

    /** The peer's address as the socket sees it (a proxy's, if one stands between). */
    InetSocketAddress remoteAddress();

    /** Whether messages may still be sent: true from the handshake until either side starts to close. */
    boolean isOpen();

    /** Queues a text message; false, and nothing sent, when it does not fit or the connection is closing. */
    boolean sendText(CharSequence text);

    /**
     * Queues a text message of already encoded UTF-8, from position to limit; the position does not move. The bytes are
     * trusted to be valid UTF-8.
     */
    boolean sendText(ByteBuffer utf8);

    /** Queues a binary message, from position to limit; the position does not move. */
    boolean sendBinary(ByteBuffer payload);

    /** Queues a ping of at most 125 bytes (RFC 6455 §5.5). The heartbeat does this by itself. */
    boolean sendPing(ByteBuffer payload);

    /** Bytes accepted by {@code send…} that the socket has not taken yet. */
    long queuedBytes();

    /** Nanoseconds from the last answered heartbeat to its pong; -1 before the first. */
    default long roundTripNanos() {
        return -1;
    }

    /**
     * Stops reading from the peer (pings included) until {@link #resume}: back-pressure through TCP's window. Time limits
     * that wait for the peer's bytes are suspended meanwhile.
     */
    void pause();

    /** Reads again after {@link #pause}. */
    void resume();

    /**
     * Starts the closing handshake (RFC 6455 §7.1.2) after what is queued; ends by itself when the peer does not answer in
     * time. Does nothing when closing already.
     */
    void close(CloseStatus status);

    /** Cuts the connection without a closing handshake; the listener hears 1006. */
    void abort();
}

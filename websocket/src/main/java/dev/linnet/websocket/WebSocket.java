package dev.linnet.websocket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

    /** Who {@link Upgrade.Accept#principal} said this is; the empty string for nobody, and at a client. */
    default String principal() {
        return "";
    }

    /** Whether messages may still be sent: true from the handshake until either side starts to close. */
    boolean isOpen();

    /**
     * Queues a text message; false, and nothing sent, when it does not fit or the connection is closing.
     *
     * @throws IllegalArgumentException when it is larger than the whole queue may be, and would never fit; so do all
     *     others
     */
    default boolean sendText(CharSequence text) {
        return sendText(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Queues a text message of already encoded UTF-8, from position to limit; the position does not move. The bytes are
     * trusted to be valid UTF-8.
     */
    boolean sendText(ByteBuffer utf8);

    /** Queues a binary message, from position to limit; the position does not move. */
    boolean sendBinary(ByteBuffer payload);

    /**
     * Queues a part of a text message that is sent in parts (RFC 6455 §5.4), for one that is too large to be had in one
     * piece. Parts come in order, from one thread at a time; one that was refused is sent again when there is room.
     * Messages that others send meanwhile wait for the last part, and so should not wait long.
     *
     * @param utf8 some of the message's UTF-8; it may end inside a character
     * @param last whether the message ends with it, which may then be empty
     * @throws IllegalStateException when a binary message is being sent in parts; a server's connection, asked from a
     *     thread that is not its own, ends with 1011 instead
     * @throws UnsupportedOperationException where messages are sent whole only, as over plain HTTP or in a double for tests
     */
    default boolean sendTextPart(ByteBuffer utf8, boolean last) {
        throw new UnsupportedOperationException("messages are sent whole here");
    }

    /** The same for a binary message. */
    default boolean sendBinaryPart(ByteBuffer payload, boolean last) {
        throw new UnsupportedOperationException("messages are sent whole here");
    }

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

    /**
     * Writes this connection's frames down from now on; null ends that. Costs nothing while it is off. Of no effect where
     * there are no frames, as in a double for tests.
     */
    default void trace(@Nullable FrameTrace trace) {}

    /** Cuts the connection without a closing handshake; the listener hears 1006. */
    void abort();
}

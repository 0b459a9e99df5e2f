package dev.linnet.websocket;

import java.nio.ByteBuffer;

/**
 * A listener that takes messages in parts, as they come: a large one then needs no memory. Give it to
 * {@link Upgrade.Accept} or {@link WebSocketClient#connect} like any other; {@link #onText} and {@link #onBinary} are not
 * called.
 *
 * <p>Parts are what the network and the peer's frames made of the message, and mean nothing by themselves. All of them but
 * the last hold at least one byte. What came of a message that does not end, because the connection does, stays without a
 * last part.
 */
public interface StreamingListener extends WebSocketListener {
    /** The largest message taken, in bytes and after decompression; a larger one ends the connection with 1009. */
    default long maxMessageBytes() {
        return Long.MAX_VALUE;
    }

    /**
     * The next part of a text message. Valid UTF-8 so far, but a part may end inside a character: decode with a {@link
     * java.nio.charset.CharsetDecoder}, or when you have all.
     *
     * @param last whether the message ends with it
     */
    default void onTextPart(WebSocket socket, ByteBuffer utf8, boolean last) {
        socket.close(new CloseStatus(CloseStatus.UNSUPPORTED_DATA, "text is not understood here"));
    }

    /**
     * The next part of a binary message.
     *
     * @param last whether the message ends with it
     */
    default void onBinaryPart(WebSocket socket, ByteBuffer payload, boolean last) {
        socket.close(new CloseStatus(CloseStatus.UNSUPPORTED_DATA, "binary is not understood here"));
    }
}

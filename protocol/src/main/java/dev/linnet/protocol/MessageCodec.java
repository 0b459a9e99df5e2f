package dev.linnet.protocol;

import java.nio.ByteBuffer;

/** Writes and reads messages in one encoding. Stateless and safe for use by any thread. */
public interface MessageCodec {
    /** The WebSocket subprotocol that stands for this encoding, such as {@code linnet.v1.json}. */
    String subprotocol();

    /** Whether a message is the payload of a binary WebSocket message; else of a text message. */
    boolean isBinary();

    /** The message as the payload of one WebSocket message. */
    byte[] encode(Message message);

    /** Reads a message from an agent; the buffer may be direct, and its position does not move. */
    Message.FromAgent decodeFromAgent(ByteBuffer payload) throws MalformedMessageException;

    /** Reads a message from a hub; the buffer may be direct, and its position does not move. */
    Message.FromHub decodeFromHub(ByteBuffer payload) throws MalformedMessageException;
}

package dev.linnet.websocket.http;

/**
 * An answer whose body is written bit by bit, for example server-sent events or a long export. Every method may be called
 * from any thread, and none of them blocks.
 */
public interface ResponseStream {
    /**
     * Queues bytes of the body; they are copied.
     *
     * @return false, and nothing queued, when they do not fit the connection's outbound bound, or the stream has ended
     */
    boolean write(byte[] bytes);

    /** Ends the body after what is queued, and the connection with it. Does nothing when it has ended already. */
    void end();
}

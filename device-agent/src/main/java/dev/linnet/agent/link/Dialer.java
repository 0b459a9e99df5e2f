package dev.linnet.agent.link;

import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;

/** Opens connections to the hub. */
@FunctionalInterface
public interface Dialer {
    /**
     * Connects and returns when the opening handshake is complete; blocks. The listener's {@code onOpen} may come first.
     *
     * @throws dev.linnet.websocket.HandshakeException when the hub refuses
     * @throws IOException when it cannot be reached, or the token cannot be read; the message names the place
     */
    void dial(WebSocketListener listener) throws IOException;

    /** Whether the last connection is only the second best, so that it is worth to try {@link #dialBetter} now and then. */
    default boolean isMakeshift() {
        return false;
    }

    /** As {@link #dial}, in the best way only, while a makeshift goes on working. */
    default void dialBetter(WebSocketListener listener) throws IOException {
        dial(listener);
    }

    /** What {@link #dialBetter} opened has taken the makeshift's place. */
    default void betterTaken() {}

    /** The hub has welcomed this agent over the last connection. */
    default void welcomed() {}

    /** A connection was opened, and nothing came through it. */
    default void unheard() {}
}

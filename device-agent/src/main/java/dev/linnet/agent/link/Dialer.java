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
}

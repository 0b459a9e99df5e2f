package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpRequest;

/** Decides about opening handshakes: authentication, path, subprotocol. Called on the event loop; must not block. */
@FunctionalInterface
public interface UpgradeHandler {
    /**
     * Decides about one; what it throws is answered with 500.
     *
     * @param request as it came, its form checked
     */
    Upgrade upgrade(HttpRequest request);
}

package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpRequest;

/** Decides about opening handshakes: authentication, origin, subprotocol. Called on the event loop; must not block. */
@FunctionalInterface
public interface UpgradeHandler {
    Upgrade upgrade(HttpRequest request);
}

package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Serves WebSocket connections and plain HTTP requests on one port, on a few event-loop threads. */
public final class WebSocketServer implements AutoCloseable {
    private final ServerOptions options;

    public WebSocketServer(ServerOptions options, UpgradeHandler upgrades, HttpHandler http) {
        this.options = options;
    }

    /**
     * Binds and begins to serve.
     *
     * @return the address bound to, with the port that was picked
     * @throws IOException when the address cannot be bound
     */
    public InetSocketAddress start() throws IOException {
        return options.address();
    }

    /** How often that has happened since the start, over all loops. */
    public long count(ServerCounter counter) {
        return 0;
    }

    /** Sockets open now, in whatever state. */
    public int connections() {
        return 0;
    }

    /**
     * Stops accepting, closes the WebSocket connections with 1012 spread evenly over that time so that their clients do
     * not all come back at once, then ends the loops. Returns when everything has ended.
     */
    public void drain(Duration spread) {}

    /** Stops accepting, closes every connection with 1001, and ends the loops; returns when everything has ended. */
    @Override
    public void close() {}
}

package dev.linnet.bench.peer;

import java.net.URI;
import java.util.Locale;

/** A client of some make that can echo. */
@FunctionalInterface
public interface PeerClient {
    /**
     * Opens one connection and waits until it has ended.
     *
     * @param echo whether to send back every message
     * @return the last text message, or the empty string if there was none
     */
    String converse(URI address, boolean echo) throws Exception;

    static PeerClient named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "linnet" -> new LinnetClient();
            case "java-websocket" -> new JavaWebSocketClient();
            case "jdk" -> new JdkClient();
            default -> throw new IllegalArgumentException("no client is named " + name);
        };
    }
}

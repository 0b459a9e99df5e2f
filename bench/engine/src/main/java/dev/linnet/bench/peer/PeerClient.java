package dev.linnet.bench.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /**
     * The client of that name.
     *
     * @param authorities a PEM file with the certificates to trust under {@code wss://}, or null for plain connections
     */
    static PeerClient named(String name, @Nullable Path authorities) throws IOException {
        if (authorities != null && !name.equals("linnet")) {
            throw new IllegalArgumentException("only linnet's client runs over TLS here, not " + name);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "linnet" -> new LinnetClient(authorities);
            case "java-websocket" -> new JavaWebSocketClient();
            case "jdk" -> new JdkClient();
            default -> throw new IllegalArgumentException("no client is named " + name);
        };
    }
}

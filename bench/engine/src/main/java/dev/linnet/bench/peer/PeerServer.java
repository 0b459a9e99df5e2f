package dev.linnet.bench.peer;

import dev.linnet.websocket.tls.ServerTls;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A running server of some make. What comes to {@code /echo} goes back; of what comes to {@code /sink} only those
 * messages go back whose first byte is {@link #MARK}, so that a generator learns how much has been consumed. It runs
 * until its process ends.
 */
public interface PeerServer {
    byte MARK = 'E';
    String ECHO = "/echo";
    String SINK = "/sink";

    /** As much as the largest message of any run here. */
    int MAXIMUM_MESSAGE_BYTES = 32 << 20;

    int port();

    /**
     * Starts the server of that name on 127.0.0.1.
     *
     * @param tls for WSS, which only Linnet's and Netty's speak here; null for plain WebSocket
     */
    static PeerServer start(String name, int port, @Nullable ServerTls tls) throws Exception {
        if (tls != null && !name.equals("linnet") && !name.startsWith("netty-")) {
            throw new IllegalArgumentException(name + " is not set up for TLS here");
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "linnet" -> new LinnetServer(port, tls);
            case "netty-epoll" -> new NettyServer(port, true, tls);
            case "netty-nio" -> new NettyServer(port, false, tls);
            case "undertow" -> new UndertowServer(port);
            case "jetty" -> new JettyServer(port);
            case "java-websocket" -> new JavaWebSocketServer(port);
            default -> throw new IllegalArgumentException("no server is named " + name);
        };
    }
}

package dev.linnet.bench.peer;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** Jetty 12's own WebSocket API, without servlets. */
final class JettyServer implements PeerServer {
    private final Server server = new Server(new QueuedThreadPool());
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    JettyServer(int port) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(4096);
        connector.setIdleTimeout(600_000);
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, JettyServer::configure));
        server.start();
    }

    private static void configure(ServerWebSocketContainer container) {
        container.setMaxTextMessageSize(MAXIMUM_MESSAGE_BYTES);
        container.setMaxBinaryMessageSize(MAXIMUM_MESSAGE_BYTES);
        container.setMaxFrameSize(MAXIMUM_MESSAGE_BYTES);
        container.addMapping(ECHO, (request, response, callback) -> new Responder(false));
        container.addMapping(SINK, (request, response, callback) -> new Responder(true));
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    /** Public, because Jetty finds its methods by reflection. */
    public static final class Responder implements Session.Listener.AutoDemanding {
        private final boolean sink;
        private @Nullable Session session;

        Responder(boolean sink) {
            this.sink = sink;
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            if (session != null && (!sink || (!text.isEmpty() && text.charAt(0) == MARK))) {
                session.sendText(text, Callback.NOOP);
            }
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            if (session != null && !sink) {
                session.sendBinary(payload, callback);
            } else {
                callback.succeed();
            }
        }
    }
}

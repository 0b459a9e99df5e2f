package dev.linnet.bench.interoperability;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** Echoes with Jetty: {@code JettyServerMain OFFER}. Jetty leaves the parameters to the client; only {@code none} matters. */
public final class JettyServerMain {
    private static final int LARGEST = 4 << 20;

    private JettyServerMain() {}

    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, JettyServerMain::configure));
        server.start();
        if (arguments[0].equals("none")) {
            server.getBean(WebSocketComponents.class).getExtensionRegistry().unregister("permessage-deflate");
        }
        System.out.println("port " + connector.getLocalPort());
    }

    private static void configure(ServerWebSocketContainer container) {
        container.setMaxTextMessageSize(LARGEST);
        container.setMaxBinaryMessageSize(LARGEST);
        container.setMaxFrameSize(LARGEST);
        container.addMapping("/", (request, response, callback) -> new Echo());
    }

    /** Public, because Jetty finds its methods by reflection. */
    public static final class Echo implements Session.Listener.AutoDemanding {
        private @Nullable Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        @Override
        public void onWebSocketText(String text) {
            if (session != null) {
                session.sendText(text, Callback.NOOP);
            }
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            if (session != null) {
                session.sendBinary(payload, callback);
            }
        }
    }
}

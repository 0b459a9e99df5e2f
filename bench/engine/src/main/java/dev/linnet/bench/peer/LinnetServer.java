package dev.linnet.bench.peer;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Linnet's own engine with its defaults: one loop, heartbeat, time limits and UTF-8 checks on; only the sizes are larger. */
final class LinnetServer implements PeerServer {
    private static final WebSocketListener ECHO_LISTENER = new Responder(false);
    private static final WebSocketListener SINK_LISTENER = new Responder(true);

    private final InetSocketAddress address;

    LinnetServer(int port, @Nullable ServerTls tls) throws IOException {
        ServerOptions.Builder options = ServerOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .maxConnections(20_000)
                .maxMessageBytes(MAXIMUM_MESSAGE_BYTES)
                .maxOutboundBytes(2 * MAXIMUM_MESSAGE_BYTES);
        address = new WebSocketServer(
                        (tls == null ? options : options.tls(tls)).build(),
                        request -> new Upgrade.Accept(request.path().equals(SINK) ? SINK_LISTENER : ECHO_LISTENER, ""),
                        exchange -> exchange.respond(HttpResponse.of(404)))
                .start();
    }

    @Override
    public int port() {
        return address.getPort();
    }

    /** Without state, so that all connections share it. */
    private record Responder(boolean sink) implements WebSocketListener {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            if (!sink || (utf8.hasRemaining() && utf8.get(utf8.position()) == MARK)) {
                insist(socket, socket.sendText(utf8));
            }
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer payload) {
            insist(socket, sink || socket.sendBinary(payload));
        }

        /** No message is dropped in silence: a run whose peer does not read ends instead. */
        private static void insist(WebSocket socket, boolean sent) {
            if (!sent && socket.isOpen()) {
                socket.close(new CloseStatus(CloseStatus.POLICY_VIOLATION, "too slow"));
            }
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    }
}

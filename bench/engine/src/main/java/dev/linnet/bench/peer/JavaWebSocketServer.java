package dev.linnet.bench.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/** Java-WebSocket with one decoder thread. */
final class JavaWebSocketServer implements PeerServer {
    private final Echo server;

    JavaWebSocketServer(int port) throws InterruptedException {
        server = new Echo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setTcpNoDelay(true);
        server.setReuseAddr(true);
        server.setConnectionLostTimeout(0);
        server.setMaxPendingConnections(4096);
        server.start();
        server.started.await();
    }

    @Override
    public int port() {
        return server.getPort();
    }

    private static final class Echo extends WebSocketServer {
        final CountDownLatch started = new CountDownLatch(1);

        Echo(InetSocketAddress address) {
            super(address, 1);
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.setAttachment(handshake.getResourceDescriptor().startsWith(SINK));
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            boolean sink = socket.getAttachment();
            if (!sink || (!text.isEmpty() && text.charAt(0) == MARK)) {
                socket.send(text);
            }
        }

        @Override
        public void onMessage(WebSocket socket, ByteBuffer payload) {
            boolean sink = socket.getAttachment();
            if (!sink) {
                socket.send(payload);
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

        @Override
        public void onError(@Nullable WebSocket socket, Exception problem) {} // the library closes the connection
    }
}

package dev.linnet.bench.peer;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** Java-WebSocket's client. */
final class JavaWebSocketClient implements PeerClient {
    @Override
    public String converse(URI address, boolean echo) throws InterruptedException {
        Echo client = new Echo(address, echo);
        client.setTcpNoDelay(true);
        client.setConnectionLostTimeout(0);
        client.connect();
        client.closed.await();
        return client.last;
    }

    private static final class Echo extends WebSocketClient {
        final CountDownLatch closed = new CountDownLatch(1);
        private final boolean echo;
        volatile String last = "";

        Echo(URI address, boolean echo) {
            super(address);
            this.echo = echo;
        }

        @Override
        public void onOpen(ServerHandshake handshake) {}

        @Override
        public void onMessage(String text) {
            last = text;
            if (echo) {
                send(text);
            }
        }

        @Override
        public void onMessage(ByteBuffer payload) {
            send(payload);
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            closed.countDown();
        }

        @Override
        public void onError(Exception problem) {} // onClose follows
    }
}

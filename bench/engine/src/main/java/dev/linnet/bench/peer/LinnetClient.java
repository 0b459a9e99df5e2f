package dev.linnet.bench.peer;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Linnet's own client with its defaults; only the sizes are larger. */
final class LinnetClient implements PeerClient {
    private final WebSocketClient client;

    LinnetClient(@Nullable Path authorities) throws IOException {
        client = new WebSocketClient(ClientOptions.builder()
                .maxMessageBytes(PeerServer.MAXIMUM_MESSAGE_BYTES)
                .maxOutboundBytes(2 * PeerServer.MAXIMUM_MESSAGE_BYTES)
                .trust(authorities == null ? TlsTrust.system() : TlsTrust.authorities(authorities))
                .build());
    }

    @Override
    public String converse(URI address, boolean echo) throws IOException, InterruptedException {
        Listener listener = new Listener(echo);
        client.connect(address, HttpHeaders.EMPTY, List.of(), listener);
        listener.closed.await();
        return listener.last;
    }

    private static final class Listener implements WebSocketListener {
        private final boolean echo;
        final CountDownLatch closed = new CountDownLatch(1);
        String last = ""; // written by the reader thread before it opens the latch

        Listener(boolean echo) {
            this.echo = echo;
        }

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            if (echo) {
                socket.sendText(utf8);
            } else {
                last = StandardCharsets.UTF_8.decode(utf8).toString();
            }
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer payload) {
            socket.sendBinary(payload);
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {
            closed.countDown();
        }
    }
}

package dev.linnet.bench.peer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The JDK's own client; it echoes fragments as they come. */
final class JdkClient implements PeerClient {
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String converse(URI address, boolean echo) throws InterruptedException, ExecutionException {
        Echo listener = new Echo(echo);
        http.newWebSocketBuilder().buildAsync(address, listener).get();
        listener.closed.await();
        return listener.last.toString();
    }

    private static final class Echo implements WebSocket.Listener {
        final CountDownLatch closed = new CountDownLatch(1);
        final StringBuilder last = new StringBuilder();
        private final boolean echo;

        Echo(boolean echo) {
            this.echo = echo;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean whole) {
            last.append(text);
            if (!echo) {
                socket.request(1);
                return null;
            }
            return socket.sendText(text, whole).whenComplete((done, problem) -> socket.request(1));
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer payload, boolean whole) {
            return socket.sendBinary(payload, whole).whenComplete((done, problem) -> socket.request(1));
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable problem) {
            closed.countDown();
        }
    }
}

package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClientAndServerTest {
    private static final int MAX_MESSAGE = 1 << 20;

    /** Sends back what comes; closes when told to. */
    private static final class Echo implements WebSocketListener {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            if (utf8.remaining() == 4 && utf8.get(utf8.position()) == '1') {
                socket.close(new CloseStatus(
                        Integer.parseInt(StandardCharsets.UTF_8.decode(utf8).toString()), "as told"));
            } else {
                socket.sendText(utf8);
            }
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer payload) {
            socket.sendBinary(payload);
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {}
    }

    private final Recorder heard = new Recorder();
    private final WebSocketServer server = new WebSocketServer(
            ServerOptions.builder()
                    .maxMessageBytes(MAX_MESSAGE)
                    .maxOutboundBytes(4 * MAX_MESSAGE)
                    .build(),
            ClientAndServerTest::decide,
            exchange -> exchange.respond(HttpResponse.of(404)));
    private final WebSocketClient client = new WebSocketClient(ClientOptions.builder()
            .maxMessageBytes(MAX_MESSAGE)
            .maxOutboundBytes(4 * MAX_MESSAGE)
            .build());
    private URI uri = URI.create("ws://unset.invalid");

    private static Upgrade decide(HttpRequest request) {
        if (!"Bearer t".equals(request.headers().first("Authorization"))) {
            return new Upgrade.Refuse(
                    HttpResponse.of(401, "text/plain", "who are you?").with("Retry-After", "3"));
        }
        return new Upgrade.Accept(new Echo(), request.path().equals("/agent") ? "linnet.v1.json" : "");
    }

    @BeforeEach
    void start() throws IOException {
        InetSocketAddress address = server.start();
        uri = URI.create("ws://127.0.0.1:" + address.getPort() + "/agent");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebSocket connect(WebSocketListener listener) throws IOException {
        return client.connect(
                uri,
                HttpHeaders.of("Authorization", "Bearer t"),
                List.of("linnet.v1.json", "linnet.v1.cbor"),
                listener);
    }

    @Test
    void echoesEverySize() throws Exception {
        WebSocket socket = connect(heard);
        assertThat(socket.subprotocol()).isEqualTo("linnet.v1.json");
        assertThat(heard.next()).isEqualTo("open");
        for (int size : new int[] {0, 1, 125, 126, 127, 8 * 1024 - 9, 8 * 1024, 65_535, 65_536, 300_000, MAX_MESSAGE}) {
            assertThat(socket.sendBinary(ByteBuffer.allocate(size))).isTrue();
            assertThat(heard.next()).isEqualTo("binary " + size);
        }
        String text = "grüß dich, 世界 🐦";
        assertThat(socket.sendText(text)).isTrue();
        assertThat(heard.next()).isEqualTo("text " + text);
        socket.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(heard.next()).isEqualTo("close 1000");
    }

    @Test
    void hearsTheServersReasonToClose() throws Exception {
        for (int code : new int[] {1001, 1008, 1012}) {
            Recorder listener = new Recorder();
            connect(listener).sendText(Integer.toString(code));
            assertThat(listener.next()).isEqualTo("open");
            assertThat(listener.next()).isEqualTo("close " + code + " as told");
        }
        connect(heard);
        assertThat(heard.next()).isEqualTo("open");
        server.close();
        assertThat(heard.next()).startsWith("close 1001");
    }

    @Test
    void isRefusedWithoutAToken() {
        HandshakeException refusal = catchThrowableOfType(
                HandshakeException.class, () -> client.connect(uri, HttpHeaders.EMPTY, List.of(), heard));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(refusal).hasMessageEndingWith("refused: status 401: who are you?");
    }

    @Test
    void keepsOrderUnderManyMessagesFromManyThreads() throws Exception {
        int threads = 4;
        int each = 5_000;
        CountDownLatch all = new CountDownLatch(threads * each);
        int[] next = new int[threads]; // touched by the reader thread only
        Recorder listener = new Recorder() {
            @Override
            public void onBinary(WebSocket socket, ByteBuffer payload) {
                int thread = payload.getInt();
                if (payload.getInt() == next[thread]) {
                    next[thread]++;
                    all.countDown();
                }
            }
        };
        WebSocket socket = connect(listener);
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < each; i++) {
                    ByteBuffer message =
                            ByteBuffer.allocate(8).putInt(number).putInt(i).flip();
                    while (!socket.sendBinary(message)) {
                        Thread.onSpinWait();
                    }
                }
            });
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        socket.close(CloseStatus.of(CloseStatus.GOING_AWAY));
        assertThat(listener.next()).isEqualTo("open");
        assertThat(listener.next()).isEqualTo("close 1001");
    }
}

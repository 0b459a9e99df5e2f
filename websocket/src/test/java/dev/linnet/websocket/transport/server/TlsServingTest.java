package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.tls.TestPems;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsServingTest {
    private static final int MIB = 1 << 20;

    private final Endpoint endpoint = new Endpoint(
            options -> options.tls(TlsPeer.localhost()).maxMessageBytes(8 * MIB).maxOutboundBytes(16 * MIB));
    private final TlsPeer peer = TlsPeer.anonymous();

    TlsServingTest() throws IOException {}

    @AfterEach
    void nothingIsLeft() {
        endpoint.awaitNoConnection();
        endpoint.close();
        assertThat(endpoint.failures).isEmpty();
    }

    private URI uri(String scheme) {
        return URI.create(scheme + "://localhost:" + endpoint.address.getPort() + "/x");
    }

    private RawClient open(String version) throws IOException {
        return new RawClient(peer.connect(endpoint.address, version))
                .send(RawClient.HANDSHAKE)
                .switched();
    }

    static Stream<Arguments> versionsAndSizes() {
        return Stream.of("TLSv1.3", "TLSv1.2")
                .flatMap(version ->
                        Stream.of(0, 1, 125, 16_384, 65_536, 5 * MIB).map(size -> Arguments.of(version, size)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndSizes")
    void echoesWhateverItsSize(String version, int size) throws Exception {
        try (RawClient client = open(version)) {
            String payload = "5a".repeat(size);
            client.frames("82:" + payload);
            assertThat(client.frame()).isEqualTo("82:" + payload);
        }
        assertThat(endpoint.count(ServerCounter.TLS_HANDSHAKES)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void takesRecordsByteByByte(String version) throws Exception {
        SSLSocket socket = peer.connect(TlsPeer.dribbling(endpoint.address), version);
        try (RawClient client = new RawClient(socket).send(RawClient.HANDSHAKE).switched()) {
            for (int i = 0; i < 5; i++) {
                client.frames("81:" + "61".repeat(i * 100));
                assertThat(client.frame()).isEqualTo("81:" + "61".repeat(i * 100));
            }
            client.frames("88:03e8");
            assertThat(client.frame()).isEqualTo("88:03e8");
            // The JDK's socket would throw at an end without close_notify.
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(Endpoint.next(endpoint.closed)).isEqualTo(CloseStatus.of(CloseStatus.NORMAL));
    }

    @Test
    void servesOurOwnClient() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        WebSocketListener listener = new WebSocketListener() {
            @Override
            public void onBinary(WebSocket socket, ByteBuffer payload) {
                heard.add(payload.remaining());
            }

            @Override
            public void onClose(WebSocket socket, CloseStatus status) {
                heard.add(status.code());
            }
        };
        WebSocketClient client = new WebSocketClient(ClientOptions.builder()
                .trust(TestPems.authority())
                .maxMessageBytes(8 * MIB)
                .maxOutboundBytes(8 * MIB)
                .build());
        WebSocket socket = client.connect(uri("wss"), HttpHeaders.EMPTY, List.of(), listener);
        socket.sendBinary(ByteBuffer.allocate(3 * MIB));
        assertThat(Endpoint.next(heard)).isEqualTo(3 * MIB);
        socket.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(Endpoint.next(heard)).isEqualTo(1000);
    }

    @Test
    void servesTheJdksClient() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(peer.context()).build()) {
            HttpRequest request = HttpRequest.newBuilder(uri("https")).build();
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("/x");
            }
            java.net.http.WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(uri("wss"), new java.net.http.WebSocket.Listener() {
                        @Override
                        public @Nullable CompletionStage<?> onText(
                                java.net.http.WebSocket from, CharSequence text, boolean last) {
                            heard.add(text.toString());
                            from.request(1);
                            return null;
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("über TLS", true).get(10, TimeUnit.SECONDS);
            assertThat(Endpoint.next(heard)).isEqualTo("über TLS");
            socket.sendClose(1000, "").get(10, TimeUnit.SECONDS);
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void coalescesManySmallMessages(String version) throws Exception {
        try (RawClient client = open(version)) {
            int messages = 20_000;
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < messages; i++) {
                        client.frames("81:6162");
                    }
                } catch (IOException e) {
                    endpoint.failures.add(e);
                }
            });
            client.skip(messages * 4);
            sender.join();
        }
    }

    @Test
    void answersAPeerThatHasEndedItsOutput() throws Exception {
        SSLSocket socket = peer.connect(endpoint.address, "TLSv1.3");
        try (RawClient client = new RawClient(socket)) {
            client.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
            socket.shutdownOutput();
            assertThat(client.response()).isEqualTo("200 /half");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void goesOnAfterANewKey() throws Exception {
        SSLSocket socket = peer.connect(endpoint.address, "TLSv1.3");
        try (RawClient client = new RawClient(socket).send(RawClient.HANDSHAKE).switched()) {
            for (int i = 0; i < 10; i++) {
                socket.startHandshake(); // in TLS 1.3: a key update that asks for one in return
                client.frames("81:6162");
                assertThat(client.frame()).isEqualTo("81:6162");
            }
        }
    }

    @Test
    void tellsWhoeverSpeaksPlainHttp() throws Exception {
        try (RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.response()).isEqualTo("400 This port speaks HTTPS.\n");
            assertThat(client.ended()).isTrue();
        }
        assertThat(endpoint.count(ServerCounter.PLAINTEXT_REFUSED)).isEqualTo(1);
    }
}

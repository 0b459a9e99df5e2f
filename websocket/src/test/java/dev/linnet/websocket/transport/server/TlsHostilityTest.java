package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that leave in the middle, break records, read nothing, or come all at once. */
@Timeout(180)
class TlsHostilityTest {
    private final TlsPeer peer = TlsPeer.anonymous();

    private static ServerOptions.Builder secure(ServerOptions.Builder options) {
        return options.tls(TlsPeer.localhost()).closeTimeout(Duration.ofMillis(500));
    }

    private RawClient open(Socket raw) throws IOException {
        return new RawClient(peer.connect(raw, "TLSv1.3"))
                .send(RawClient.HANDSHAKE)
                .switched();
    }

    private static Socket raw(Endpoint endpoint) throws IOException {
        return new Socket(endpoint.address.getAddress(), endpoint.address.getPort());
    }

    /** A whole ClientHello would be some 400 bytes; this one promises so many and stops. */
    private static final byte[] HALF_HELLO = {22, 3, 1, 1, (byte) 0x90, 1, 0, 1, (byte) 0x8C, 3, 3};

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void forgetsAPeerThatLeavesInItsHandshake(boolean silent, boolean reset) throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure)) {
            RawClient client = new RawClient(endpoint.address);
            if (!silent) {
                client.send(HALF_HELLO);
            }
            Endpoint.await("accepted", () -> endpoint.server.connections() == 1);
            if (reset) {
                client.reset();
            } else {
                client.hangUp();
            }
            endpoint.awaitNoConnection();
            assertThat(endpoint.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsAHandshakeThatTakesTooLong(boolean silent) throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> secure(options).handshakeTimeout(Duration.ofMillis(100)));
                RawClient client = new RawClient(endpoint.address)) {
            if (!silent) {
                client.send(HALF_HELLO);
            }
            assertThat(client.ended()).isTrue();
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.HANDSHAKE_TIMEOUTS)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0000\u0005hello",
                "\u0080\u0005\u0001\u0003\u0001\u0000\u0000",
                "\u0000\u0000\u0000\u0000\u0000\u0000"
            })
    void endsWhateverIsNoHandshake(String bytes) throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure);
                RawClient client = new RawClient(endpoint.address)) {
            client.send(bytes);
            assertThat(client.ended()).isTrue();
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.TLS_FAILURES)).isEqualTo(1);
            assertThat(endpoint.failures).isEmpty();
        }
    }

    @Test
    void endsAConnectionWhoseRecordWasTouched() throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure);
                Socket raw = raw(endpoint);
                RawClient client = open(raw)) {
            client.frames("81:6162");
            client.frame();
            raw.getOutputStream().write(new byte[] {23, 3, 3, 0, 20});
            raw.getOutputStream().write(new byte[20]);
            CloseStatus end = Endpoint.next(endpoint.closed);
            assertThat(end.code()).isEqualTo(CloseStatus.ABNORMAL);
            assertThat(end.reason()).startsWith("TLS failed");
            assertThat(endpoint.count(ServerCounter.TLS_FAILURES)).isEqualTo(1);
            endpoint.awaitNoConnection();
        }
    }

    @Test
    void reportsATruncatedConnectionAsAbnormal() throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure);
                Socket raw = raw(endpoint)) {
            open(raw);
            raw.shutdownOutput(); // without a close_notify
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.TLS_TRUNCATIONS)).isEqualTo(1);
        }
    }

    @Test
    void doesNotRenegotiate() throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure)) {
            SSLSocket socket = peer.connect(endpoint.address, "TLSv1.2");
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.TLS_FAILURES)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void refusesOldVersions(String version) throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure)) {
            assertThatThrownBy(() -> peer.connect(endpoint.address, version)).isInstanceOf(SSLException.class);
            endpoint.awaitNoConnection();
        }
    }

    @Test
    void endsAReaderThatStaysTooSlow() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> secure(options)
                        .maxMessageBytes(1 << 20)
                        .maxOutboundBytes(64 << 20)
                        .slowReaderTimeout(Duration.ofMillis(200)));
                RawClient client = open(raw(endpoint))) {
            Thread sender = Thread.ofVirtual().start(() -> {
                String payload = "82:" + "00".repeat(1 << 20);
                try {
                    for (int i = 0; i < 40; i++) {
                        client.frames(payload);
                    }
                } catch (IOException e) {
                    // the server has ended it: that is what the test waits for
                }
            });
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.POLICY_VIOLATION);
            assertThat(endpoint.count(ServerCounter.SLOW_READERS)).isEqualTo(1);
            endpoint.awaitNoConnection();
            sender.join();
        }
    }

    @Test
    void readsEverythingFromASlowWriterToASlowReader() throws Exception {
        try (Endpoint endpoint = new Endpoint(
                        options -> secure(options).maxMessageBytes(1 << 20).maxOutboundBytes(64 << 20));
                RawClient client = open(raw(endpoint))) {
            String payload = "82:" + "07".repeat(1 << 20);
            for (int i = 0; i < 8; i++) {
                client.frames(payload);
            }
            Endpoint.await(
                    "the sockets are full", () -> Endpoint.only(endpoint.opened).queuedBytes() > 0);
            for (int i = 0; i < 8; i++) {
                assertThat(client.frame()).isEqualTo(payload);
            }
            client.frames("81:6162");
            assertThat(client.frame()).isEqualTo("81:6162");
        }
    }

    @Test
    void shakesHandsThousandsOfTimesAndForgets() throws Exception {
        try (Endpoint endpoint = new Endpoint(TlsHostilityTest::secure);
                ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(clients.submit(() -> {
                    for (int n = 0; n < 500; n++) {
                        try (SSLSocket socket = peer.connect(endpoint.address, n % 2 == 0 ? "TLSv1.3" : "TLSv1.2")) {
                            socket.getOutputStream()
                                    .write("GET /n HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                                            .getBytes(StandardCharsets.ISO_8859_1));
                            socket.getInputStream().readAllBytes();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.TLS_HANDSHAKES)).isEqualTo(2000);
            assertThat(endpoint.count(ServerCounter.TLS_FAILURES)).isZero();
        }
    }

    @Test
    void refusesHandshakesThatWouldWaitTooLong() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> secure(options).maxTlsHandshakes(1));
                ExecutorService clients = Executors.newFixedThreadPool(32)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(clients.submit(() -> {
                    try (SSLSocket socket = TlsPeer.anonymous().connect(endpoint.address, "TLSv1.3")) {
                        socket.getOutputStream().flush();
                    } catch (IOException refused) {
                        return null;
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.TLS_HANDSHAKES_REFUSED)).isPositive();
            try (RawClient client = open(raw(endpoint))) {
                client.frames("81:6162");
                assertThat(client.frame()).isEqualTo("81:6162");
            }
        }
    }
}

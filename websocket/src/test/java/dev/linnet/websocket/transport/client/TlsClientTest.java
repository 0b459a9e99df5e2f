package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.tls.TestPems;
import dev.linnet.websocket.tls.TlsIdentity;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TlsClientTest {
    private final Recorder heard = new Recorder();

    private static SSLServerSocket listening(TlsIdentity identity) throws IOException {
        SSLContext context = identity.serverContext(null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private WebSocket connect(RawServer server, ClientOptions options) throws IOException {
        return new WebSocketClient(options).connect(server.uri("wss"), HttpHeaders.EMPTY, List.of(), heard);
    }

    private static ClientOptions trusting(TlsTrust trust) {
        return ClientOptions.builder()
                .trust(trust)
                .heartbeat(Duration.ofMillis(1500))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void talksThroughTls(String version) throws Exception {
        SSLServerSocket listening = listening(TestPems.localhost());
        listening.setEnabledProtocols(new String[] {version});
        try (RawServer server = RawServer.play(listening, connection -> {
            connection.open();
            // The first heartbeat comes after some of the client's reads have timed out, TLS or not.
            assertThat(connection.readFrame()).startsWith((byte) 0x89);
            connection.write("\u0081\u0002hi");
            connection.write("\u0088\u0002\u0003\u00E8");
            connection.awaitEnd();
        })) {
            connect(server, trusting(TestPems.authority()));

            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.next()).isEqualTo("text hi");
            assertThat(heard.next()).isEqualTo("close 1000");
            server.await();
        }
    }

    @Test
    void believesAPinnedCertificateWhateverItsIssuer() throws Exception {
        try (RawServer server = RawServer.play(listening(TestPems.localhost()), connection -> {
            connection.open();
            connection.awaitEnd();
        })) {
            WebSocket socket = connect(server, trusting(TlsTrust.pinned(TestPems.LOCALHOST_SHA256)));
            socket.close(CloseStatus.of(CloseStatus.NORMAL));
            assertThat(heard.next()).isEqualTo("open");
        }
    }

    @Test
    void refusesTheWrongPinAndShowsTheRightOne() throws Exception {
        refuses(
                TestPems.elsewhere(),
                TlsTrust.pinned(TestPems.LOCALHOST_SHA256),
                "is not trusted: its certificate has the SHA-256 fingerprint ");
    }

    @Test
    void refusesAWrongHostName() throws Exception {
        refuses(
                TestPems.elsewhere(),
                TestPems.authority(),
                "is not trusted: No subject alternative DNS name matching localhost");
    }

    @Test
    void refusesAnUnknownAuthority() throws Exception {
        refuses(TestPems.localhost(), TlsTrust.system(), "is not trusted: ");
    }

    private void refuses(TlsIdentity identity, TlsTrust trust, String why) throws IOException {
        try (RawServer server = RawServer.play(listening(identity), RawServer.Connection::open)) {
            assertThatThrownBy(() -> connect(server, trusting(trust)))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageStartingWith(server.uri("wss").getAuthority())
                    .hasMessageContaining(why);
        }
        assertThat(heard.heardNothingMore()).isTrue();
    }

    @Test
    void showsItsOwnCertificateToAServerThatAsks() throws Exception {
        SSLContext context = TestPems.localhost().serverContext(TestPems.authority());
        SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listening.setNeedClientAuth(true);
        try (RawServer server = RawServer.play(listening, connection -> {
            connection.open();
            connection.awaitEnd();
        })) {
            WebSocket socket = connect(
                    server,
                    ClientOptions.builder()
                            .trust(TestPems.authority())
                            .identity(TestPems.elsewhere())
                            .build());
            assertThat(heard.next()).isEqualTo("open");
            socket.abort();
            assertThat(heard.next()).startsWith("close 1006");
        }
    }

    @Test
    void abortsAtOnceAlthoughAWriteIsStuckInTls() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = RawServer.play(listening(TestPems.localhost()), connection -> {
            connection.open();
            try {
                assertThat(over.await(10, TimeUnit.SECONDS)).isTrue(); // and reads nothing
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        })) {
            WebSocket socket = connect(
                    server,
                    ClientOptions.builder()
                            .trust(TestPems.authority())
                            .maxOutboundBytes(16 << 20)
                            .build());
            assertThat(heard.next()).isEqualTo("open");
            ByteBuffer message = ByteBuffer.allocate(1 << 20);
            while (socket.sendBinary(message)) {
                assertThat(socket.isOpen()).isTrue();
            }
            socket.abort();

            String next = heard.next();
            assertThat(next.equals("writable") ? heard.next() : next).isEqualTo("close 1006 aborted here");
            over.countDown();
        }
    }
}

package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.tls.ClientCertificates;
import dev.linnet.websocket.tls.ServerTls;
import dev.linnet.websocket.tls.TestPems;
import dev.linnet.websocket.tls.TlsIdentity;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the server is, and who its clients are. */
@Timeout(60)
class TlsIdentityTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Answers who asks. */
    private static Endpoint endpoint(ClientCertificates clients) throws IOException {
        return new Endpoint(options -> options.tls(new ServerTls(TestPems.localhost(), clients))) {
            @Override
            void answer(HttpExchange exchange) {
                exchange.respond(HttpResponse.of(
                        200,
                        "text/plain",
                        exchange.request().secure() + " " + exchange.request().principal()));
            }
        };
    }

    private static ClientCertificates asked(String how) {
        TlsTrust pinned = TlsTrust.pinned(TestPems.LOCALHOST_SHA256);
        return switch (how) {
            case "none" -> ClientCertificates.none();
            case "wanted" -> ClientCertificates.wanted(pinned);
            case "required" -> ClientCertificates.required(pinned);
            case "required of authority" -> ClientCertificates.required(TestPems.authority());
            default -> throw new IllegalArgumentException(how);
        };
    }

    private static @Nullable TlsIdentity shown(String which) {
        return switch (which) {
            case "nothing" -> null;
            case "localhost" -> TestPems.localhost();
            case "elsewhere" -> TestPems.elsewhere();
            default -> throw new IllegalArgumentException(which);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "none, nothing, 200 true null",
        "none, localhost, 200 true null",
        "wanted, nothing, 200 true null",
        "wanted, localhost, 200 true CN=localhost",
        "wanted, elsewhere, refused",
        "required, nothing, refused",
        "required, localhost, 200 true CN=localhost",
        "required, elsewhere, refused",
        "required of authority, nothing, refused",
        "required of authority, elsewhere, 200 true CN=elsewhere",
    })
    void asksClientsForTheirCertificate(String asked, String shown, String answer) throws Exception {
        try (Endpoint endpoint = endpoint(asked(asked))) {
            for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
                assertThat(ask(endpoint, new TlsPeer(shown(shown)), version)).isEqualTo(answer);
                endpoint.awaitNoConnection();
            }
            assertThat(endpoint.count(ServerCounter.TLS_FAILURES)).isEqualTo(answer.equals("refused") ? 2 : 0);
            assertThat(endpoint.failures).isEmpty();
        }
    }

    private static String ask(Endpoint endpoint, TlsPeer peer, String version) {
        try (RawClient client = new RawClient(peer.connect(endpoint.address, version))) {
            return client.send(REQUEST).response();
        } catch (IOException e) {
            // It is the alert that tells, not a reset which overtook it.
            assertThat(e).hasMessageContaining("Received fatal alert");
            return "refused";
        }
    }

    @Test
    void remembersThePrincipalOfAResumedSession() throws Exception {
        try (Endpoint endpoint = endpoint(asked("required"))) {
            TlsPeer peer = new TlsPeer(TestPems.localhost());
            for (int i = 0; i < 3; i++) {
                assertThat(ask(endpoint, peer, "TLSv1.3")).isEqualTo("200 true CN=localhost");
            }
        }
    }

    @Test
    void changesItsCertificateWhileConnected() throws Exception {
        try (Endpoint endpoint = endpoint(ClientCertificates.none());
                SSLSocket before = TlsPeer.anonymous().connect(endpoint.address, "TLSv1.3");
                RawClient connected = new RawClient(before)) {
            assertThat(connected.send(REQUEST).response()).isEqualTo("200 true null");

            endpoint.server.reloadTls(ServerTls.of(TestPems.elsewhere()));

            assertThat(connected.send(REQUEST).response()).isEqualTo("200 true null");
            try (SSLSocket after = TlsPeer.anonymous().connect(endpoint.address, "TLSv1.3")) {
                assertThat(subject(before).toLowerCase(Locale.ROOT)).isEqualTo("cn=localhost");
                assertThat(subject(after).toLowerCase(Locale.ROOT)).isEqualTo("cn=elsewhere");
            }
        }
    }

    @Test
    void cannotReloadWhatItDoesNotHave() throws Exception {
        try (Endpoint plain = new Endpoint()) {
            assertThatThrownBy(() -> plain.server.reloadTls(ServerTls.of(TestPems.localhost())))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static String subject(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }
}

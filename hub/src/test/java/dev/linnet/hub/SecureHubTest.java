package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.configuration.ConfigurationException;
import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.TlsConfiguration;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.tls.ServerTls;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub with a certificate of its own. */
@Timeout(60)
class SecureHubTest {
    /** The engine's, committed beside its tests. */
    private static final Path PEMS = Path.of("../websocket/src/test/resources/dev/linnet/websocket/tls");

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        install("localhost.pem", "localhost-key.pem");
    }

    private void install(String certificate, String key) throws IOException {
        Files.copy(PEMS.resolve(certificate), folder.resolve("hub.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(PEMS.resolve(key), folder.resolve("hub.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    private TlsConfiguration tls() throws IOException {
        return TlsConfiguration.of(folder.resolve("hub.pem"), folder.resolve("hub.key"), null);
    }

    private static TlsTrust authority() throws IOException {
        return TlsTrust.authorities(PEMS.resolve("ca.pem"));
    }

    @Test
    void agentsAndBrowsersConnectThroughTls() throws Exception {
        Path state = folder.resolve("state");
        try (TestHub hub = TestHub.start(state, TestHub.configuration(state).withTls(tls()));
                HttpClient browser = HttpClient.newBuilder()
                        .sslContext(authority().clientContext(null))
                        .build()) {
            ClientOptions options = ClientOptions.builder().trust(authority()).build();
            try (TestAgent agent = TestAgent.connect(hub.uri("wss", "/agent"), hub.deviceToken("kitchen"), options)) {
                agent.hello("kitchen", "b1");
                agent.send(TestAgent.telemetry("b1", 1, 5));
                agent.awaitAck("b1", 5);
            }
            URI link = hub.hub.newLoginLink();
            assertThat(link).hasScheme("https");
            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(hub.hub.metrics().text())
                    .contains("linnet_server_events_total{event=\"tls_handshakes\"} 2\n")
                    .contains("linnet_server_events_total{event=\"tls_failures\"} 0\n")
                    .contains("linnet_server_compression_streams 0\n")
                    .contains("linnet_server_round_trip_seconds_total 0\n")
                    .doesNotContain("event=\"round_trip_nanos\"");
            assertThat(hub.hub.stuck()).isNull();
        }
    }

    @Test
    void usesANewCertificateAsSoonAsItIsWhole() throws Exception {
        List<ServerTls> used = new ArrayList<>();
        CertificateWatch watch = new CertificateWatch(tls(), used::add);
        watch.refresh();
        watch.refresh();
        assertThat(used).hasSize(1);

        install("elsewhere.pem", "localhost-key.pem");
        watch.refresh();
        assertThat(used).hasSize(1);

        Files.delete(folder.resolve("hub.key"));
        watch.refresh();
        assertThat(used).hasSize(1);

        install("elsewhere.pem", "elsewhere-key-pkcs1.pem");
        watch.refresh();
        watch.refresh();
        assertThat(used).hasSize(2);
        assertThat(used.getLast().identity()).hasToString("TlsIdentity[CN=elsewhere]");
    }

    @Test
    void aConfigurationNamesItsFiles() throws Exception {
        Path file = folder.resolve("hub.yaml");
        Files.writeString(file, "tls: { certificate: hub.pem, key: hub.key }");
        assertThat(HubConfiguration.read(file).tls()).isEqualTo(tls());

        Files.writeString(file, "tls: { certificate: hub.pem, key: none.key }");
        assertThatThrownBy(() -> HubConfiguration.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hub.yaml:1:")
                .hasMessageContaining("none.key");

        Files.writeString(file, "tls: { certificate: hub.pem, key: hub.pem }");
        assertThatThrownBy(() -> HubConfiguration.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hub.yaml:1:")
                .hasMessageContaining("no private key in it");
    }
}

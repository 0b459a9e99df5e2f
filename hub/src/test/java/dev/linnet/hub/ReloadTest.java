package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code systemctl reload}: a real process and a real SIGHUP. */
@Timeout(60)
class ReloadTest {
    /** The engine's, committed beside its tests. */
    private static final Path PEMS = Path.of("../websocket/src/test/resources/dev/linnet/websocket/tls");

    private static final Pattern NEW_FILES = Pattern.compile(".*tls: using .*hub\\.pem as it is now");
    private static final Pattern KEPT = Pattern.compile(".*tls: the certificate in use stays: .*");

    @TempDir
    Path folder;

    @Test
    void sighupHasNewConnectionsUseTheFilesAsTheyAreAndKeepsTheOpenOnes() throws Exception {
        install("localhost.pem", "localhost-key.pem");
        Files.writeString(folder.resolve("hub.yaml"), """
                listen: 127.0.0.1:0
                state: state
                tls: { certificate: hub.pem, key: hub.key }
                history: { commit-every: 50ms }
                """);
        Files.createDirectory(folder.resolve("state"));
        String token;
        try (AccessStore access = new AccessStore(folder.resolve("state/access.db"))) {
            token = new Credentials(access, Clock.systemUTC()).newDeviceToken("kitchen");
        }
        ClientOptions trusting = ClientOptions.builder()
                .trust(TlsTrust.authorities(PEMS.resolve("ca.pem")))
                .build();
        try (HubProcess hub = new HubProcess(folder.resolve("hub.yaml"));
                TestAgent agent = TestAgent.connect(hub.uri("wss", "/agent"), token, trusting)) {
            agent.hello("kitchen", "b1");

            install("elsewhere.pem", "elsewhere-key-pkcs1.pem");
            hub.signal("HUP");
            hub.awaitLine(NEW_FILES);
            assertThatThrownBy(() -> TestAgent.connect(hub.uri("wss", "/agent"), token, trusting))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost");

            agent.send(TestAgent.telemetry("b1", 1, 5));
            agent.awaitAck("b1", 5);

            install("localhost.pem", "localhost-key.pem");
            hub.awaitLine(NEW_FILES); // the watch has seen it, and has nothing more to say
            hub.signal("HUP");
            hub.awaitLine(NEW_FILES);
            Files.writeString(folder.resolve("hub.pem"), "no certificate");
            hub.signal("HUP");
            hub.awaitLine(KEPT);
            TestAgent.connect(hub.uri("wss", "/agent"), token, trusting).close();
            assertThat(hub.process().isAlive()).isTrue();
        }
    }

    @Test
    void aHubThatWasStartedToIgnoreSighupSaysThatItDoes() throws Exception {
        Files.writeString(folder.resolve("hub.yaml"), "listen: 127.0.0.1:0\nstate: state\n");
        try (HubProcess hub = new HubProcess(folder.resolve("hub.yaml"), "--ignore-signal=HUP")) {
            hub.awaitLine(Pattern.compile(".*will not hear 'systemctl reload': .*nohup.*"));
        }
    }

    private void install(String certificate, String key) throws IOException {
        Files.copy(PEMS.resolve(key), folder.resolve("hub.key"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(PEMS.resolve(certificate), folder.resolve("hub.pem"), StandardCopyOption.REPLACE_EXISTING);
    }
}

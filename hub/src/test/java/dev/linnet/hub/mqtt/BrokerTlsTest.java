package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Value;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS only, with a certificate of its own. */
class BrokerTlsTest {
    @TempDir
    private Path folder;

    private final Kitchen kitchen = new Kitchen();

    @Test
    void aBrokerWhoseAuthorityIsGivenIsTrusted() throws Exception {
        try (Mosquitto broker = tlsBroker("localhost");
                MqttBridge bridge = Bridges.to(settings(broker, certificate()), kitchen, new Metrics());
                Subscriber user = Subscriber.everything(broker, certificate())) {
            bridge.start();
            kitchen.connect();
            kitchen.read("temperature", Value.of(3));
            user.await("linnet/kitchen/temperature", "3");
            user.await("linnet/bridge/state", "online");
        }
    }

    @Test
    void anUnknownAuthorityIsNot() throws Exception {
        try (Mosquitto broker = tlsBroker("localhost")) {
            BrokerException failure = failure(settings(broker, null));
            assertThat(failure)
                    .hasMessageContaining("ssl://localhost:" + broker.port())
                    .hasMessageContaining("not to be trusted")
                    .hasMessageContaining("mqtt.ca-file");
            assertThat(failure.why()).isEqualTo(BrokerException.Cause.REFUSED);
        }
    }

    @Test
    void norIsACertificateOfAnotherName() throws Exception {
        try (Mosquitto broker = tlsBroker("elsewhere")) {
            assertThat(failure(settings(broker, certificate()))).hasMessageContaining("localhost");
        }
    }

    @Test
    void aMissingFileOfAuthoritiesIsNamed() throws Exception {
        try (Mosquitto broker = tlsBroker("localhost")) {
            BrokerException failure = failure(settings(broker, folder.resolve("missing.pem")));
            assertThat(failure).hasMessageContaining("missing.pem");
            assertThat(failure.why()).isEqualTo(BrokerException.Cause.REFUSED);
        }
    }

    private Path certificate() {
        return folder.resolve("broker.pem");
    }

    private Mosquitto tlsBroker(String name) throws Exception {
        Path key = folder.resolve("broker.key");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=DNS:" + name,
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(openssl.waitFor()).as("openssl's exit status").isZero();
        return Mosquitto.start(
                "allow_anonymous true", "certfile " + certificate(), "keyfile " + key, "tls_version tlsv1.2");
    }

    private static BrokerSettings settings(Mosquitto broker, @Nullable Path caFile) {
        return new BrokerSettings(
                URI.create("ssl://localhost:" + broker.port()),
                "linnet-hub-test",
                null,
                null,
                caFile,
                "linnet/bridge/state",
                Bridges.PATIENCE,
                BrokerSettings.KEEP_ALIVE);
    }

    private static BrokerException failure(BrokerSettings settings) {
        return catchThrowableOfType(BrokerException.class, () -> new PahoBroker(settings).connect(new SilentInbox()));
    }
}

package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.hub.config.LimitsConfiguration;
import dev.linnet.websocket.HandshakeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One token, many connections. */
@Timeout(60)
class ConnectionsOfADeviceTest {
    private static final int MOST = LimitsConfiguration.DEFAULT.connectionsPerDevice();

    @TempDir
    Path state;

    @Test
    void takeoverGoesOnWorkingHoweverOftenItHappens() throws Exception {
        try (TestHub hub = TestHub.start(state)) {
            String token = hub.deviceToken("kitchen");
            TestAgent current = hub.connect(token);
            current.hello("kitchen", "b1");
            for (int i = 0; i < 3 * MOST; i++) {
                TestAgent next = hub.connect(token);
                next.hello("kitchen", "b1");
                assertThat(current.awaitClose().code()).isEqualTo(4001);
                current = next;
            }
            current.send(TestAgent.telemetry("b1", 1, 2));
            current.awaitAck("b1", 2);
            current.close();
        }
    }

    @Test
    void aFloodIsRefusedAndCountedAndHarmsNoOtherDevice() throws Exception {
        try (TestHub hub = TestHub.start(state)) {
            String token = hub.deviceToken("kitchen");
            List<TestAgent> silent = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                silent.add(hub.connect(token)); // and says no hello, so that nothing is taken over
            }
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> hub.connect(token))
                        .isInstanceOfSatisfying(HandshakeException.class, refusal -> {
                            assertThat(refusal.status()).isEqualTo(429);
                            assertThat(refusal.headers().first("Retry-After")).isNotNull();
                        });
            }
            assertThat(hub.hub.metrics().text())
                    .contains("linnet_server_events_total{event=\"connections_over_principal_limit\"} 10\n");
            try (TestAgent other = hub.connect(hub.deviceToken("cellar"))) {
                other.hello("cellar", "b1");
            }

            silent.getFirst().close();
            silent.getFirst().awaitClose();
            try (TestAgent back = reconnect(hub, token)) {
                back.hello("kitchen", "b1");
                assertThat(hub.device("kitchen").online()).isTrue();
            }
        }
    }

    /** The hub sees the closed socket's end a moment after its client does. */
    private static TestAgent reconnect(TestHub hub, String token) throws Exception {
        while (true) {
            try {
                return hub.connect(token);
            } catch (HandshakeException e) {
                assertThat(e.status()).isEqualTo(429);
                Thread.onSpinWait();
            }
        }
    }
}

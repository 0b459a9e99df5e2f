package dev.linnet.hub.mqtt;

import dev.linnet.hub.metrics.Metrics;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Bridges with waits short enough for a test. */
final class Bridges {
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private Bridges() {}

    static MqttBridge to(URI url, Kitchen kitchen, Metrics metrics) {
        return to(settings(url, null, null), kitchen, metrics);
    }

    static MqttBridge to(BrokerSettings settings, Kitchen kitchen, Metrics metrics) {
        Topics topics = new Topics("linnet");
        return new MqttBridge(
                topics,
                "0.1.0",
                new HomeAssistant(topics, "homeassistant", "0.1.0"),
                kitchen.registry,
                kitchen,
                settings,
                tuning(),
                metrics);
    }

    static BrokerSettings settings(URI url, @Nullable String username, java.nio.file.@Nullable Path passwordFile) {
        return new BrokerSettings(
                url,
                "linnet-hub-test",
                username,
                passwordFile,
                null,
                "linnet/bridge/state",
                PATIENCE,
                BrokerSettings.KEEP_ALIVE);
    }

    static Tuning tuning() {
        return new Tuning(
                new Outbox.Limits(100, 1_000, Duration.ofMillis(200)),
                new Backoff.Policy(
                        Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(5)),
                PATIENCE,
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                new Random(7));
    }
}

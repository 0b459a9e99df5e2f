package dev.linnet.hub.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Bridges with waits short enough for a test. */
final class Bridges {
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private Bridges() {}

    static MqttBridge to(URI url, Kitchen kitchen, BridgeCounters counters) {
        return to(settings(url, null, null), kitchen, counters);
    }

    static MqttBridge to(BrokerSettings settings, Kitchen kitchen, BridgeCounters counters) {
        Topics topics = new Topics("linnet");
        return new MqttBridge(
                topics,
                "{\"version\":\"test\"}",
                kitchen.registry,
                kitchen,
                settings.url().toString(),
                new PahoBroker(settings),
                tuning(),
                counters);
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
                new Outbox.Limits(100, 1_000),
                new Backoff.Policy(
                        Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(5)),
                PATIENCE,
                Duration.ofMillis(100),
                new Random(7));
    }
}

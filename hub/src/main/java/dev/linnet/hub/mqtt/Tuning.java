package dev.linnet.hub.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Bounds and waits, and the chance in them.
 *
 * @param patience the longest wait for the broker to take anything
 * @param watch how often a session is looked after
 * @param announceWithin the longest wait before Home Assistant, having started, is told everything
 */
record Tuning(
        Outbox.Limits limits,
        Backoff.Policy backoff,
        Duration patience,
        Duration watch,
        Duration announceWithin,
        RandomGenerator random) {
    static Tuning usual() {
        return new Tuning(
                Outbox.Limits.DEFAULT,
                Backoff.Policy.DEFAULT,
                BrokerSettings.PATIENCE,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                RandomGenerator.getDefault());
    }
}

package dev.linnet.hub.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling, cap first and then jitter, so that the tries of many do not fall into step.
 * Starts anew only after a connection that has been stable. One thread.
 */
final class Backoff {
    /**
     * The waits.
     *
     * @param first the longest wait before the first try again
     * @param cap the longest wait ever
     * @param refused the wait after a refusal, which a person must first do something about
     * @param stable how long a connection must have lasted to count as one
     */
    record Policy(Duration first, Duration cap, Duration refused, Duration stable) {
        static final Policy DEFAULT = new Policy(
                Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30));
    }

    private final Policy policy;
    private final RandomGenerator random;
    private int failures;

    Backoff(Policy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** The wait after a connection that lasted that long; zero for one that never came about. */
    Duration after(Duration lasted, BrokerException.Cause why) {
        if (lasted.compareTo(policy.stable) >= 0) {
            failures = 0;
        }
        Duration longest = switch (why) {
            case UNREACHABLE -> doubled();
            case REFUSED -> policy.refused;
        };
        return Duration.ofNanos((long) (longest.toNanos() * (0.5 + random.nextDouble() / 2)));
    }

    private Duration doubled() {
        Duration wait = policy.first.multipliedBy(1L << Math.min(failures, 20));
        failures = Math.min(failures + 1, 20);
        return wait.compareTo(policy.cap) > 0 ? policy.cap : wait;
    }
}

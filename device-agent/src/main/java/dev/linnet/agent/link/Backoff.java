package dev.linnet.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: first the cap, then the jitter, as {@code docs/protocol.md} describes. Drawn
 * between zero and a bound that doubles with each attempt, so that many agents that lost one hub spread out.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration CAP = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private Duration bound = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The delay before the next attempt, on top of {@code atLeast}. */
    Duration next(Duration atLeast) {
        Duration delay = Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
        Duration doubled = bound.plus(bound);
        bound = doubled.compareTo(CAP) > 0 ? CAP : doubled;
        return atLeast.plus(delay);
    }

    /** The link has been up for long enough to count as good. */
    void reset() {
        bound = FIRST;
    }
}

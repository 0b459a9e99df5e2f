package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff.Policy POLICY = Backoff.Policy.DEFAULT;

    /** Always the longest wait. */
    private static final RandomGenerator HIGHEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1L;
        }
    };

    private final Backoff backoff = new Backoff(POLICY, HIGHEST);

    @Test
    void doublesUpToTheCap() {
        assertThat(seconds(backoff)).isEqualTo(1);
        assertThat(seconds(backoff)).isEqualTo(2);
        assertThat(seconds(backoff)).isEqualTo(4);
        for (int i = 0; i < 100; i++) {
            seconds(backoff);
        }
        assertThat(seconds(backoff)).isEqualTo(30);
    }

    @Test
    void startsAnewOnlyAfterAStableConnection() {
        seconds(backoff);
        seconds(backoff);
        assertThat(wait(backoff, Duration.ofSeconds(29))).isEqualTo(4);
        assertThat(wait(backoff, Duration.ofSeconds(30))).isEqualTo(1);
    }

    @Test
    void aRefusalWaitsLong() {
        assertThat(Math.round(backoff.after(Duration.ZERO, BrokerException.Cause.REFUSED)
                                .toMillis()
                        / 1000.0))
                .isEqualTo(60);
    }

    @Test
    void theJitterSpreadsOverHalfOfTheWait() {
        Backoff spread = new Backoff(POLICY, new Random(3));
        for (int i = 0; i < 10; i++) {
            seconds(spread);
        }
        double shortest = Double.MAX_VALUE;
        double longest = 0;
        for (int i = 0; i < 1000; i++) {
            double wait = spread.after(Duration.ZERO, BrokerException.Cause.UNREACHABLE)
                            .toMillis()
                    / 1000.0;
            shortest = Math.min(shortest, wait);
            longest = Math.max(longest, wait);
        }
        assertThat(shortest).isBetween(15.0, 15.5);
        assertThat(longest).isBetween(29.5, 30.0);
    }

    private static long seconds(Backoff backoff) {
        return wait(backoff, Duration.ZERO);
    }

    private static long wait(Backoff backoff, Duration lasted) {
        return Math.round(
                backoff.after(lasted, BrokerException.Cause.UNREACHABLE).toMillis() / 1000.0);
    }
}

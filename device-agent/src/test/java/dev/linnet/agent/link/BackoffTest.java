package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    /** Always draws the largest. */
    private static final RandomGenerator WORST = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("unbounded");
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private static Stream<Duration> delays(Backoff backoff, int count) {
        return IntStream.range(0, count).mapToObj(i -> backoff.next(Duration.ZERO));
    }

    @Test
    void theBoundDoublesUpToTheCap() {
        assertThat(delays(new Backoff(WORST), 9).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void theJitterComesAfterTheCapAndFillsTheWholeWidth() {
        Backoff backoff = new Backoff(new Random(1));
        delays(backoff, 20).forEach(delay -> {});
        double[] late = delays(backoff, 2_000).mapToDouble(Duration::toMillis).toArray();
        assertThat(Arrays.stream(late).min().orElseThrow()).isLessThan(1_000);
        assertThat(Arrays.stream(late).max().orElseThrow()).isBetween(59_000.0, 60_000.0);
        assertThat(Arrays.stream(late).average().orElseThrow()).isBetween(28_000.0, 32_000.0);
    }

    @Test
    void whatTheHubAskedForIsALowerBoundToWhichTheJitterIsAdded() {
        assertThat(new Backoff(WORST).next(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void startsAgainAfterAReset() {
        Backoff backoff = new Backoff(WORST);
        delays(backoff, 9).forEach(delay -> {});
        backoff.reset();
        assertThat(backoff.next(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }
}

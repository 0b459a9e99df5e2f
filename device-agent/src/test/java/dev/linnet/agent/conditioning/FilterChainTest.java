package dev.linnet.agent.conditioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What leaves a chain that is fed one value a second; {@code HELD} stands for one that is held back. */
class FilterChainTest {
    private static final double HELD = Double.NEGATIVE_INFINITY;

    private interface Maker extends Supplier<Filter> {}

    private static FilterChain chain(Maker... filters) {
        return new FilterChain(List.of(filters));
    }

    private static List<Double> feed(FilterChain chain, double... values) {
        List<Double> sent = new ArrayList<>();
        long nanoTime = -3_000_000_000L; // monotonic clocks may be negative
        for (double value : values) {
            sent.add(chain.accept(value, nanoTime).orElse(HELD));
            nanoTime += 1_000_000_000L;
        }
        return sent;
    }

    private static Maker heartbeat(int seconds) {
        return () -> new Heartbeat(Duration.ofSeconds(seconds));
    }

    @Test
    void withoutFiltersEverythingPasses() {
        assertThat(feed(chain(), 1, 2)).containsExactly(1.0, 2.0);
    }

    @Test
    void deltaComparesWithWhatWasSentSoThatSlowDriftIsSeen() {
        assertThat(feed(chain(() -> new Delta(0.25)), 20, 20.125, 20.25, 20.375, 20, 19.9375))
                .containsExactly(20.0, HELD, 20.25, HELD, 20.0, HELD);
    }

    @Test
    void throttleCountsFromTheLastOneSent() {
        assertThat(feed(chain(() -> new Throttle(Duration.ofSeconds(2))), 1, 2, 3, 4, 5))
                .containsExactly(1.0, HELD, 3.0, HELD, 5.0);
    }

    @Test
    void heartbeatLetsAHeldValuePassAndTheDeadBandLiesAroundThatThen() {
        assertThat(feed(chain(() -> new Delta(1), heartbeat(3)), 20, 20.5, 20.5, 20.75, 21.25, 21.5, 21.75))
                .containsExactly(20.0, HELD, HELD, 20.75, HELD, HELD, 21.75);
    }

    @Test
    void whatPassesByItselfPutsTheHeartbeatOff() {
        assertThat(feed(chain(() -> new Delta(1), heartbeat(3)), 20, 20, 25, 25, 25, 25))
                .containsExactly(20.0, HELD, 25.0, HELD, HELD, 25.0);
    }

    @Test
    void aThrottleBehindAHeartbeatStillHolds() {
        assertThat(feed(chain(heartbeat(1), () -> new Throttle(Duration.ofSeconds(3))), 1, 2, 3, 4))
                .containsExactly(1.0, HELD, HELD, 4.0);
    }

    @Test
    void theMedianDropsAnOutlier() {
        assertThat(feed(chain(() -> new Median(3)), 20, 21, 85, 21, 20, 20))
                .containsExactly(20.0, 20.5, 21.0, 21.0, 21.0, 20.0);
    }

    @Test
    void theMeanIsOfTheLastOnes() {
        assertThat(feed(chain(() -> new Mean(2)), 10, 20, 40, -40)).containsExactly(10.0, 15.0, 30.0, 0.0);
        assertThat(feed(chain(() -> new Mean(2)), Double.MAX_VALUE, Double.MAX_VALUE)
                        .getLast())
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void aMedianBehindADeadBandSeesEveryValue() {
        assertThat(feed(chain(() -> new Delta(5), () -> new Median(3)), 20, 21, 22, 30))
                .containsExactly(20.0, HELD, HELD, 22.0);
    }

    @Test
    void calibration() {
        assertThat(feed(chain(() -> new Scale(1.5, -2)), 10, 0)).containsExactly(13.0, -2.0);
        Table table = new Table(List.of(new Table.Point(0, 1), new Table.Point(10, 11), new Table.Point(20, 41)));
        assertThat(feed(chain(() -> table), 0, 5, 10, 15, 20, 30, -10))
                .containsExactly(1.0, 6.0, 11.0, 26.0, 41.0, 71.0, -9.0);
    }

    @Test
    void roundingAndClamping() {
        assertThat(feed(chain(() -> new Round(1)), 21.25, -21.25, 21.04, 1e300))
                .containsExactly(21.3, -21.3, 21.0, 1e300);
        assertThat(feed(chain(() -> new Clamp(0, 100)), -0.5, 50, 100.25)).containsExactly(0.0, 50.0, 100.0);
    }

    @Test
    void whatIsNoNumberAnyMoreIsNotSent() {
        assertThat(feed(chain(() -> new Scale(1e12, 0), () -> new Round(2)), Double.MAX_VALUE, 1))
                .containsExactly(HELD, 1e12);
    }

    @Test
    void afterAResetTheNextValuePasses() {
        FilterChain chain = chain(() -> new Median(3), () -> new Delta(10));
        feed(chain, 20, 20, 20);
        chain.reset();
        assertThat(feed(chain, 21)).containsExactly(21.0);
    }

    @Test
    void orderCounts() {
        Maker round = () -> new Round(0);
        Maker scale = () -> new Scale(10, 0);
        assertThat(feed(chain(round, scale), 1.26)).isEqualTo(Arrays.asList(10.0));
        assertThat(feed(chain(scale, round), 1.26)).isEqualTo(Arrays.asList(13.0));
    }
}

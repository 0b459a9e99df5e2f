package dev.linnet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void percentilesAreRightToTwoPercent() {
        Histogram histogram = new Histogram();
        for (long nanos = 1; nanos <= 1_000_000; nanos++) {
            histogram.record(nanos);
        }
        assertThat(histogram.percentile(0.5)).isCloseTo(500_000, Percentage.withPercentage(2));
        assertThat(histogram.percentile(0.999)).isCloseTo(999_000, Percentage.withPercentage(2));
        assertThat(histogram.percentile(1)).isEqualTo(1_000_000);
        assertThat(histogram.max()).isEqualTo(1_000_000);
    }

    @Test
    void smallAndHugeValuesHaveBuckets() {
        for (long nanos : new long[] {0, 1, 63, 64, 127, 128, 129, Long.MAX_VALUE}) {
            Histogram histogram = new Histogram();
            histogram.record(nanos);
            assertThat(histogram.percentile(0.5)).isEqualTo(nanos);
        }
    }
}

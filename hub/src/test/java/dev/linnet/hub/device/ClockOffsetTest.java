package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final ClockOffset offset = new ClockOffset();
    private Instant now = NOON;
    private boolean delayed;

    /** What the hub makes of a stamp of a clock that is so far ahead, after so long on its way. */
    private @Nullable Duration stamp(long aheadMillis, long underwayMillis) {
        now = now.plusSeconds(10);
        return offset.stamp(now.plusMillis(aheadMillis), now.plusMillis(underwayMillis), delayed);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_000, -3_000, 86_400_000, -86_400_000})
    void isRightToHalfOfWhatTheLineVaries(long ahead) {
        Random random = new Random(ahead);
        offset.roundTrip(Duration.ofMillis(40).toNanos());
        Duration measured = null;
        for (int i = 0; i < 50; i++) {
            measured = stamp(ahead, 20 + (random.nextInt(3) == 0 ? random.nextInt(30) : random.nextInt(900)));
        }
        assertThat(measured).isBetween(Duration.ofMillis(ahead - 100), Duration.ofMillis(ahead));
    }

    @Test
    void aStampThatWaitedBehindABacklogIsNoWrongClock() {
        stamp(0, 5);
        assertThat(stamp(0, 4_000)).isEqualTo(Duration.ofMillis(-5));
        assertThat(stamp(0, 10)).isEqualTo(Duration.ofMillis(-5));
        assertThat(stamp(0, 4_000)).isEqualTo(Duration.ofMillis(-5));
    }

    @Test
    void stampsThatWaitedInASocketThatWasNotReadAreNoWrongClock() {
        stamp(0, 5);
        delayed = true;
        assertThat(stamp(0, 82_000)).isEqualTo(Duration.ofMillis(-5));
        assertThat(stamp(0, 72_000)).isEqualTo(Duration.ofMillis(-5));
        delayed = false;
        assertThat(stamp(0, 10)).isEqualTo(Duration.ofMillis(-5));
    }

    @Test
    void aStepForwardIsSeenAtOnceAndOneBackWithTheSecondStamp() {
        stamp(0, 5);
        assertThat(stamp(7_000, 5)).isEqualTo(Duration.ofMillis(6_995));
        assertThat(stamp(-60_000, 5)).isEqualTo(Duration.ofMillis(6_995));
        assertThat(stamp(-60_000, 5)).isEqualTo(Duration.ofMillis(-60_005));
    }

    @Test
    void aDriftIsFollowed() {
        Duration measured = null;
        for (int i = 0; i < 600; i++) {
            measured = stamp(-5L * i, 5);
        }
        assertThat(measured).isBetween(Duration.ofMillis(-3_010), Duration.ofMillis(-2_900));
    }

    @Test
    void aClockThatIsNotSetHasNoOffset() {
        assertThat(offset.stamp(null, NOON, false)).isNull();
        assertThat(stamp(1_000, 0)).isEqualTo(Duration.ofSeconds(1));
    }
}

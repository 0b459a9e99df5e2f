package dev.linnet.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Instant wall = NOON;
    private long nanos = -5_000_000_000L;
    private boolean synchronised = true;
    private final Timeline timeline = new Timeline(() -> wall, () -> nanos, () -> synchronised);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void stampsBecomeTimesAndKeepTheirDistances() {
        long first = nanos;
        pass(Duration.ofMillis(1500));
        assertThat(timeline.adjust()).isEqualTo(Duration.ZERO);
        assertThat(timeline.at(first)).isEqualTo(NOON);
        assertThat(timeline.at(nanos)).isEqualTo(NOON.plusMillis(1500));
    }

    @Test
    void theNoiseOfReadingTwoClocksMovesNothing() {
        long first = nanos;
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofSeconds(1));
            wall = wall.plusMillis(i % 2 == 0 ? 15 : -15);
            assertThat(timeline.adjust()).isEqualTo(Duration.ZERO);
        }
        assertThat(timeline.at(first)).isEqualTo(NOON);
    }

    @Test
    void whenTheClockIsSetOlderStampsMoveWithIt() {
        wall = Instant.EPOCH;
        Timeline unset = new Timeline(() -> wall, () -> nanos, () -> synchronised);
        long before = nanos;
        pass(Duration.ofSeconds(10));
        assertThat(unset.at(before)).isEqualTo(Instant.EPOCH);
        wall = NOON;
        assertThat(unset.adjust()).isEqualTo(Duration.between(Instant.EPOCH.plusSeconds(10), NOON));
        assertThat(unset.at(before)).isEqualTo(NOON.minusSeconds(10));
        assertThat(unset.at(nanos)).isEqualTo(NOON);
    }

    @Test
    void untilTheClockIsSetTheHubsTimeCounts() {
        wall = Instant.EPOCH;
        Timeline unset = new Timeline(() -> wall, () -> nanos, () -> synchronised);
        long before = nanos;
        pass(Duration.ofSeconds(10));
        unset.hubTime(NOON);
        assertThat(unset.adjust()).isEqualTo(Duration.ZERO);
        assertThat(unset.at(before)).isEqualTo(NOON.minusSeconds(10));
        pass(Duration.ofSeconds(5));
        wall = NOON.plusSeconds(6);
        assertThat(unset.adjust()).isEqualTo(Duration.ofSeconds(1));
        assertThat(unset.at(before)).isEqualTo(NOON.minusSeconds(9));
        unset.hubTime(Instant.EPOCH); // a clock that is set is believed
        assertThat(unset.at(before)).isEqualTo(NOON.minusSeconds(9));
    }

    @Test
    void aClockThatStandsWhereItLastStoodIsNotBelieved() {
        Duration off = Duration.ofHours(7); // for so long
        synchronised = false;
        long before = nanos;
        pass(Duration.ofSeconds(10));
        timeline.hubTime(NOON.plusSeconds(10).plus(off));
        assertThat(timeline.at(before)).isEqualTo(NOON.plus(off));
        assertThat(timeline.adjust()).isEqualTo(Duration.ZERO);
        assertThat(timeline.wallTime()).as("not set").isNull();
        pass(Duration.ofSeconds(10));
        assertThat(timeline.adjust()).isEqualTo(Duration.ZERO);
        assertThat(timeline.at(nanos)).isEqualTo(NOON.plusSeconds(20).plus(off));
        // Then a time server sets it, three seconds before the hub's.
        wall = wall.plus(off).minusSeconds(3);
        synchronised = true;
        assertThat(timeline.adjust()).isEqualTo(Duration.ofSeconds(-3));
        assertThat(timeline.at(before)).isEqualTo(NOON.plus(off).minusSeconds(3));
        assertThat(timeline.wallTime()).isEqualTo(wall);
    }

    @Test
    void aClockThatSomebodySetsByHandIsBelievedUnlessItIsStillBehind() {
        synchronised = false;
        timeline.hubTime(NOON.plus(Duration.ofHours(7)));
        wall = NOON.plus(Duration.ofHours(6));
        assertThat(timeline.adjust()).isEqualTo(Duration.ZERO);
        wall = NOON.plus(Duration.ofHours(8));
        assertThat(timeline.adjust()).isEqualTo(Duration.ofHours(1));
        assertThat(timeline.at(nanos)).isEqualTo(wall);
    }

    @Test
    void aClockThatATimeServerKeepsIsBelievedWhateverTheHubSays() {
        timeline.hubTime(NOON.plus(Duration.ofHours(7)));
        assertThat(timeline.at(nanos)).isEqualTo(NOON);
        assertThat(timeline.wallTime()).isEqualTo(NOON);
    }

    @Test
    void aClockThatIsAheadOfTheHubsOrHardlyBehindIsBelievedInAnyCase() {
        synchronised = false;
        timeline.hubTime(NOON.minus(Duration.ofHours(7)));
        assertThat(timeline.at(nanos)).isEqualTo(NOON);
        timeline.hubTime(NOON.plus(Timeline.DRIFT));
        assertThat(timeline.at(nanos)).isEqualTo(NOON);
    }

    @Test
    void aClockThatFallsBackTo1970WhileTheProgramRunsIsNotFollowed() {
        long before = nanos;
        pass(Duration.ofSeconds(1));
        wall = Instant.EPOCH;
        assertThat(timeline.adjust()).isEqualTo(Duration.ZERO);
        assertThat(timeline.at(before)).isEqualTo(NOON);
        assertThat(timeline.wallTime()).isNull();
    }

    @Test
    void aStepBackIsFollowedToo() {
        long before = nanos;
        pass(Duration.ofMinutes(1));
        wall = wall.minus(Duration.ofHours(1));
        assertThat(timeline.adjust()).isEqualTo(Duration.ofHours(-1));
        assertThat(timeline.at(before)).isEqualTo(NOON.minus(Duration.ofHours(1)));
    }

    @Test
    void theMonotonicClockMayWrapAround() {
        nanos = Long.MAX_VALUE - 10;
        Timeline late = new Timeline(() -> wall, () -> nanos, () -> synchronised);
        long before = nanos;
        pass(Duration.ofNanos(1000));
        assertThat(late.adjust()).isEqualTo(Duration.ZERO);
        assertThat(late.at(before)).isEqualTo(NOON);
        assertThat(late.at(nanos)).isEqualTo(NOON.plusNanos(1000));
    }
}

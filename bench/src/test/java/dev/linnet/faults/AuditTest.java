package dev.linnet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    /** A reading a second, the first at one second. */
    private static final Sampled TEN =
            new Sampled(LongStream.rangeClosed(1, 10).map(AuditTest::second).toArray());

    private static long second(long number) {
        return number * 1_000_000_000;
    }

    private static Audit audit(List<Long> kills, List<WallClock.Step> steps) {
        return new Audit(TEN, kills, steps, NOON::plusNanos);
    }

    private static void store(Audit audit, int from, int to, Duration off) {
        for (int number = from; number <= to; number++) {
            audit.stored(NOON.plusSeconds(number).plus(off), number);
        }
    }

    @Test
    void allThatWasSampledIsThere() {
        Audit audit = audit(List.of(), List.of());
        store(audit, 1, 10, Duration.ofMillis(900));
        assertThat(audit.verdict()).isEqualTo(new Audit.Verdict(10, 10, 0, 0, 0, List.of()));
    }

    @Test
    void whatIsMissingIsLost() {
        Audit audit = audit(List.of(), List.of());
        store(audit, 1, 3, Duration.ZERO);
        store(audit, 6, 8, Duration.ZERO);
        Audit.Verdict verdict = audit.verdict();
        assertThat(verdict.lost()).isEqualTo(4);
        assertThat(verdict.stored()).isEqualTo(6);
        assertThat(verdict.wrong().getFirst())
                .startsWith("lost: 4–5 (2026-06-01T12:00:04Z…2026-06-01T12:00:05Z), 9–10 (");
    }

    @Test
    void onlyWhatWasSampledRightBeforeAKillIsExcused() {
        Audit audit = audit(List.of(second(5) + 400_000_000, second(8) + 600_000_000), List.of());
        store(audit, 1, 4, Duration.ZERO);
        store(audit, 6, 7, Duration.ZERO);
        store(audit, 9, 10, Duration.ZERO);
        Audit.Verdict verdict = audit.verdict();
        assertThat(verdict.excused()).isEqualTo(1);
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.sampled()).isEqualTo(9);
        assertThat(verdict.wrong()).hasSize(1).first().asString().contains("8–8");
    }

    @Test
    void whatIsThereTwiceIsDoubled() {
        Audit audit = audit(List.of(), List.of());
        store(audit, 1, 10, Duration.ZERO);
        store(audit, 2, 2, Duration.ZERO);
        assertThat(audit.verdict().doubled()).isEqualTo(1);
        assertThat(audit.verdict().wrong()).containsExactly("2 is there 2 times");
    }

    @Test
    void whatWasNeverSampledIsFound() {
        Audit audit = audit(List.of(), List.of());
        store(audit, 1, 11, Duration.ZERO);
        audit.stored(NOON, 1.5);
        assertThat(audit.verdict().wrong()).containsExactly("2 were never sampled");
    }

    @Test
    void aWrongTimeIsWrong() {
        Audit audit = audit(List.of(), List.of());
        store(audit, 1, 9, Duration.ZERO);
        store(audit, 10, 10, Duration.ofMillis(-1_100));
        assertThat(audit.verdict().wrong()).containsExactly("1 have the wrong time: 10 by -1.100 s");
    }

    @Test
    void aTimeMayBeOffByWhatTheClockWasOffThenOrLaterAndByNothingElse() {
        Duration hour = Duration.ofHours(1);
        Duration minute = Duration.ofMinutes(1);
        Audit audit = audit(
                List.of(),
                List.of(
                        new WallClock.Step(second(-100), hour),
                        new WallClock.Step(second(-50), minute),
                        new WallClock.Step(second(6), Duration.ZERO)));
        store(audit, 1, 5, minute);
        store(audit, 6, 9, Duration.ZERO);
        store(audit, 10, 10, hour); // the clock was right long before
        assertThat(audit.verdict().wrong()).containsExactly("1 have the wrong time: 10 by 3600.000 s");
    }
}

package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The times of readings that a former run of the machine has left, in several streams. */
class FormerTimesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private DiskSpoolFixture f() {
        return new DiskSpoolFixture(directory.resolve("spool"));
    }

    private static SpooledReading first(DiskSpoolFixture f, DiskSpool spool, String stream) {
        List<SpooledReading> readings = spool.next(stream, 0, 1);
        if (readings.isEmpty()) {
            f.loop.settle();
            readings = spool.next(stream, 0, 1);
        }
        return readings.getFirst();
    }

    @Test
    void whatALaterStreamKnewOfTheTimeCountsForTheEarlierOnes() {
        DiskSpoolFixture f = f();
        DiskSpool spool = f.start("b1");
        spool.clock(f.loop.nanoTime(), Instant.EPOCH); // not set yet
        f.append(spool, 1);
        f.loop.advance(Duration.ofSeconds(20));
        spool.begin();
        spool.clock(f.loop.nanoTime(), NOON); // the hub has told its time
        f.append(spool, 1);
        f.close(spool);

        f.machine = "machine-2";
        f.loop.advance(Duration.ofDays(1));
        DiskSpool next = f.start("b2");
        SpooledReading reading = first(f, next, "b1");
        assertThat(Objects.requireNonNull(next.zero("b1")).plusNanos(reading.nanoTime()))
                .isEqualTo(NOON.minusSeconds(20));
    }

    @Test
    void whatAnotherRunOfTheMachineKnewDoesNot() {
        DiskSpoolFixture f = f();
        DiskSpool spool = f.start("b1");
        spool.clock(f.loop.nanoTime(), Instant.EPOCH);
        f.append(spool, 1);
        f.close(spool);
        f.machine = "machine-2";
        DiskSpool second = f.start("b2");
        second.clock(f.loop.nanoTime(), NOON);
        f.append(second, 1);
        f.close(second);
        f.machine = "machine-3";
        DiskSpool third = f.start("b3");
        assertThat(third.zero("b1")).isNull();
        assertThat(third.zero("b2")).isNotNull();
    }

    @Test
    void streamsOfARunThatNeverKnewTheTimeKeepTheirDistances() {
        DiskSpoolFixture f = f();
        DiskSpool spool = f.start("b1");
        spool.clock(f.loop.nanoTime(), Instant.EPOCH);
        f.append(spool, 1);
        f.loop.advance(Duration.ofSeconds(7));
        spool.begin();
        f.append(spool, 1);
        f.close(spool);
        f.machine = "machine-2";
        f.loop.advance(Duration.ofDays(1));
        DiskSpool next = f.start("b2");
        long began = f.loop.nanoTime();
        assertThat(first(f, next, "b1-2").nanoTime())
                .as("the newest ends where this run begins")
                .isEqualTo(began);
        assertThat(first(f, next, "b1").nanoTime())
                .isEqualTo(began - Duration.ofSeconds(7).toNanos());
    }
}

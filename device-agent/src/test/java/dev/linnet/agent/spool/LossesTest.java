package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Gap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool has to give up it remembers, until the hub knows of it. */
class LossesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private DiskSpoolFixture f = new DiskSpoolFixture(Path.of("/nowhere"));

    @BeforeEach
    void inItsFolder() {
        f = new DiskSpoolFixture(folder.resolve("spool"));
        f.memory = 100_000;
        f.disk = 1 << 20;
    }

    /** A spool that got more than it may hold. */
    private DiskSpool overfull() {
        DiskSpool spool = f.start("b1");
        spool.clock(f.loop.nanoTime(), NOON);
        for (int i = 0; i < 300; i++) {
            f.append(spool, 200);
            f.loop.advance(Duration.ofMillis(100));
        }
        return spool;
    }

    private static Instant wall(Loss loss, long nanoTime) {
        return Objects.requireNonNull(Objects.requireNonNull(loss.span()).zero())
                .plusNanos(nanoTime);
    }

    @Test
    void theReadingsThatWentAreOneLossWithTheirTimes() {
        DiskSpool spool = overfull();
        Loss loss = Objects.requireNonNull(spool.lost("b1", 0));
        assertThat(loss.first()).isEqualTo(1);
        assertThat(loss.last()).isEqualTo(spool.depth().evicted());
        assertThat(loss.cause()).isEqualTo(Gap.Cause.FULL);
        assertThat(spool.lost("b1", loss.last())).as("only one").isNull();
        assertThat(f.all(spool, "b1", loss.last()))
                .isEqualTo(
                        LongStream.rangeClosed(loss.last() + 1, 60_000).boxed().toList());
        spool.acknowledge("b1", loss.last());
        assertThat(spool.lost("b1", 0)).isNull();
    }

    @Test
    void aLossOutlivesARestartOfTheMachineAndKeepsItsTimes() {
        DiskSpool spool = overfull();
        long lost = spool.depth().evicted();
        f.close(spool);
        f.machine = "machine-2";
        DiskSpool next = f.start("b2");
        Loss loss = Objects.requireNonNull(next.lost("b1", 0));
        assertThat(loss.last()).isEqualTo(lost);
        Loss.Span span = Objects.requireNonNull(loss.span());
        assertThat(wall(loss, span.oldest())).isEqualTo(NOON);
        assertThat(wall(loss, span.newest())).isBetween(NOON.plusSeconds(1), NOON.plusSeconds(30));
        assertThat(next.depth().evicted()).as("not this run's").isZero();
    }

    @Test
    void aStreamOfWhichNothingIsLeftIsStillNamed() {
        f.close(overfull());
        DiskSpool next = f.start("b2");
        long lost = Objects.requireNonNull(next.lost("b1", 0)).last();
        for (int i = 0; i < 600; i++) {
            f.append(next, 200);
            f.loop.settle();
        }
        assertThat(f.all(next, "b1", lost)).as("b2 has taken its place").isEmpty();
        assertThat(next.formerStreams()).containsExactly("b1");
        assertThat(Objects.requireNonNull(next.lost("b1", lost)).last()).isEqualTo(60_000);
        f.close(next);
        DiskSpool third = f.start("b3");
        assertThat(third.formerStreams()).containsExactly("b1", "b2");
        third.acknowledge("b1", 60_000);
        assertThat(third.formerStreams()).containsExactly("b2");
        f.close(third);
        assertThat(f.start("b4").lost("b1", 0)).as("the hub knows").isNull();
    }

    @Test
    void aDamagedLineCostsItselfAndNoOther() throws Exception {
        f.close(overfull());
        Files.writeString(f.directory.resolve("lost"), "b0 1 2 FULL - - 0\nnonsense\n\n", StandardOpenOption.APPEND);
        DiskSpool next = f.start("b2");
        assertThat(next.lost("b1", 0)).isNotNull();
        assertThat(next.lost("b0", 0)).isNull();
    }

    @Test
    void aReadingThatTheHubRefusesIsALossOfItsOwn() {
        DiskSpool spool = f.start("b1");
        f.append(spool, 5);
        spool.refused("b1", spool.next("b1", 2, 1).getFirst());
        Loss loss = Objects.requireNonNull(spool.lost("b1", 0));
        assertThat(loss.first()).isEqualTo(3);
        assertThat(loss.last()).isEqualTo(3);
        assertThat(loss.cause()).isEqualTo(Gap.Cause.REFUSED);
    }
}

package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.spool.SpoolSettings.Mode;
import dev.linnet.protocol.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpoolTest {
    @TempDir
    Path folder;

    private DiskSpoolFixture f = new DiskSpoolFixture(Path.of("/nowhere"));

    @BeforeEach
    void inItsFolder() {
        f = new DiskSpoolFixture(folder.resolve("spool"));
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(f.directory)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whileAcknowledgementsComeNothingIsWritten() throws Exception {
        DiskSpool spool = f.start("b1");
        for (int i = 0; i < 100; i++) {
            f.append(spool, 3);
            f.loop.advance(Duration.ofSeconds(2));
            spool.acknowledge("b1", spool.sampled() - 3);
            assertThat(segments()).isEmpty();
        }
        assertThat(f.all(spool, "b1", 0)).isEqualTo(numbers(298, 300));
    }

    @Test
    void whatWaitsTooLongIsWrittenInThatMomentAndUntilThenNobodyLooks() throws Exception {
        DiskSpool spool = f.start("b1");
        f.loop.advance(Duration.ofMillis(3_500));
        f.append(spool, 1);
        f.loop.advance(Duration.ofMillis(9_999));
        assertThat(segments()).isEmpty();
        f.loop.advance(Duration.ofMillis(1)); // a look each second would come half a second later
        assertThat(segments()).hasSize(1);
    }

    @Test
    void aLossIsOnTheDiskSoonEvenWhereNobodyWouldLookForLong() throws Exception {
        f.after = Duration.ofMinutes(5);
        DiskSpool spool = f.start("b1");
        f.loop.advance(Duration.ofSeconds(5));
        spool.missed("t", f.loop.nanoTime(), 3);
        f.loop.advance(Duration.ofSeconds(6)); // sync, and a second
        kill();
        assertThat(f.start("b2").lost("b1", 0)).isNotNull();
    }

    @Test
    void whatWasMissedIsStillLostAfterARestart() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 2);
        spool.missed("t", f.loop.nanoTime(), 3);
        f.append(spool, 1);
        f.loop.advance(Duration.ofSeconds(20));
        spool.close(() -> {});
        f.loop.settle();

        DiskSpool next = f.start("b2");
        Loss loss = Objects.requireNonNull(next.lost("b1", 0));
        assertThat(loss.first()).isEqualTo(3);
        assertThat(loss.last()).isEqualTo(5);
        assertThat(loss.cause()).isEqualTo(Gap.Cause.OVERRUN);
        assertThat(next.remaining("b1", 5)).isOne();
    }

    @Test
    void whatWaitsGoesToTheDiskAndAKillTakesTheLastSecondOnly() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 100);
        f.loop.advance(Duration.ofSeconds(11));
        f.append(spool, 20);
        f.loop.advance(Duration.ofSeconds(1));
        f.append(spool, 5); // not written when the kill comes
        kill();
        DiskSpool next = f.start("b2");
        assertThat(next.formerStreams()).containsExactly("b1");
        assertThat(next.depth().readings()).isEqualTo(120);
        assertThat(f.all(next, "b1", 0)).isEqualTo(numbers(1, 120));
        next.acknowledge("b1", 120);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(next.formerStreams()).isEmpty();
        assertThat(next.depth().readings()).isZero();
        assertThat(segments()).isEmpty();
    }

    /** The process ends as by kill -9: what it has written stays, its lock does not. */
    private void kill() throws IOException {
        Path left = Files.createDirectories(folder.resolve("left-" + System.nanoTime()));
        try (Stream<Path> files = Files.list(f.directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, left.resolve(file.getFileName()));
            }
        }
        f = inDirectory(left);
    }

    private DiskSpoolFixture inDirectory(Path directory) {
        DiskSpoolFixture moved = new DiskSpoolFixture(directory);
        moved.mode = f.mode;
        moved.memory = f.memory;
        moved.disk = f.disk;
        moved.machine = f.machine;
        return moved;
    }

    @Test
    void alwaysMeansAtOnce() throws Exception {
        f.mode = Mode.ALWAYS;
        DiskSpool spool = f.start("b1");
        f.append(spool, 7);
        f.loop.settle();
        kill();
        assertThat(f.all(f.start("b2"), "b1", 0)).isEqualTo(numbers(1, 7));
    }

    @Test
    void itsEndKeepsWhatIsNotAcknowledgedAndTheNextBootKnowsWhatIs() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        spool.acknowledge("b1", 4);
        f.close(spool);
        DiskSpool second = f.start("b2");
        assertThat(f.all(second, "b1", 0)).isEqualTo(numbers(5, 10));
        second.acknowledge("b1", 8);
        f.append(second, 3);
        f.close(second);
        DiskSpool third = f.start("b3");
        assertThat(third.formerStreams()).containsExactly("b1", "b2");
        assertThat(third.depth().readings()).isEqualTo(5);
        assertThat(f.all(third, "b2", 0)).isEqualTo(numbers(1, 3));
    }

    @Test
    void whenNothingWaitsItsEndLeavesNothing() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        spool.acknowledge("b1", 10);
        f.close(spool);
        assertThat(segments()).isEmpty();
    }

    @Test
    void memoryIsBoundedAndTheDiskHoldsTheRest() {
        f.memory = 100_000;
        DiskSpool spool = f.start("b1");
        for (int i = 0; i < 100; i++) {
            f.append(spool, 200);
            f.loop.settle();
        }
        assertThat(spool.depth().evicted()).isZero();
        assertThat(spool.depth().readings()).isEqualTo(20_000);
        assertThat(f.all(spool, "b1", 0)).isEqualTo(numbers(1, 20_000));
        assertThat(f.all(spool, "b1", 12_345)).isEqualTo(numbers(12_346, 20_000));
    }

    @Test
    void whenTheDiskIsFullTheOldestGoAndAreCounted() throws Exception {
        f.memory = 100_000;
        f.disk = 1 << 20;
        DiskSpool spool = f.start("b1");
        for (int i = 0; i < 300; i++) {
            f.append(spool, 200);
            f.loop.settle();
        }
        long lost = spool.depth().evicted();
        assertThat(lost).isPositive();
        assertThat(spool.depth().bytes()).isLessThanOrEqualTo(f.disk + SegmentLog.SEGMENT_BYTES);
        assertThat(f.all(spool, "b1", 0)).isEqualTo(numbers(lost + 1, 60_000));
    }

    @Test
    void withoutADiskItKeepsGoingInMemoryAndComesBack() throws Exception {
        Path blocked = folder.resolve("spool");
        Files.writeString(blocked, "a file where the directory should be");
        f.mode = Mode.ALWAYS;
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        f.loop.advance(Duration.ofSeconds(5));
        assertThat(f.all(spool, "b1", 0)).isEqualTo(numbers(1, 10));
        assertThat(spool.depth().maxBytes()).isEqualTo(f.memory);
        Files.delete(blocked);
        f.loop.advance(Duration.ofSeconds(11));
        assertThat(segments()).hasSize(1);
        kill();
        assertThat(f.all(f.start("b2"), "b1", 0)).isEqualTo(numbers(1, 10));
    }

    @Test
    void twoAgentsInOneDirectoryDoNotMixTheirReadings() throws Exception {
        DiskSpool first = f.start("b1");
        f.append(first, 10);
        DiskSpool second = f.start("b2");
        f.append(second, 10);
        f.loop.advance(Duration.ofSeconds(20));
        assertThat(segments()).hasSize(1);
        f.close(first);
        f.loop.advance(Duration.ofSeconds(11));
        assertThat(segments()).as("the second has it now").hasSize(2);
        assertThat(second.formerStreams()).containsExactly("b1");
    }

    @Test
    void inMemoryModeNothingIsWrittenButWhatIsThereIsSent() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        f.close(spool);
        f.mode = Mode.MEMORY;
        DiskSpool next = f.start("b2");
        f.append(next, 10);
        f.loop.advance(Duration.ofMinutes(1));
        assertThat(f.all(next, "b1", 0)).isEqualTo(numbers(1, 10));
        next.acknowledge("b1", 10);
        f.close(next);
        assertThat(segments()).isEmpty();
    }

    @Test
    void aTornTailIsCutOffAtEveryByte() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 3);
        f.close(spool);
        Path segment = segments().getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        long whole = 3;
        for (int cut = bytes.length; cut >= 0; cut--) {
            Files.write(segment, Arrays.copyOf(bytes, cut));
            DiskSpool next = f.start("b2");
            List<Long> left = f.all(next, "b1", 0);
            assertThat(left.size()).isLessThanOrEqualTo((int) whole);
            whole = left.size();
            assertThat(left).isEqualTo(numbers(1, whole));
            f.close(next);
        }
        assertThat(whole).isZero();
    }

    @Test
    void aSegmentThatVanishesIsCountedAndHoldsUpNothing() throws Exception {
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        f.close(spool);
        DiskSpool next = f.start("b2");
        Files.delete(segments().getFirst());
        assertThat(f.all(next, "b1", 0)).isEmpty();
        assertThat(next.depth().evicted()).isEqualTo(10);
    }

    @Test
    void aSegmentThatCannotBeReadForAWhileIsWaitedFor() throws Exception {
        DiskSpool next = withASegmentThatCannotBeRead();
        f.loop.advance(SpoolDisk.PATIENCE.minusSeconds(5));
        assertThat(next.remaining("b1", 0)).isEqualTo(10);
        Files.delete(segments().getFirst());
        Files.move(folder.resolve("aside"), folder.resolve("spool/000000000001.b1.segment"));
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.all(next, "b1", 0)).isEqualTo(numbers(1, 10));
        assertThat(next.depth().evicted()).isZero();
    }

    @Test
    void oneThatStaysUnreadableIsLeftOutAndCounted() throws Exception {
        DiskSpool next = withASegmentThatCannotBeRead();
        f.loop.advance(SpoolDisk.PATIENCE.plusSeconds(5));
        assertThat(next.remaining("b1", 0)).isZero();
        assertThat(next.depth().evicted()).isEqualTo(10);
    }

    private DiskSpool withASegmentThatCannotBeRead() throws IOException {
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        f.close(spool);
        DiskSpool next = f.start("b2");
        Path segment = segments().getFirst();
        Files.move(segment, folder.resolve("aside"));
        Files.createDirectory(segment); // reading it fails, and it is there
        assertThat(next.next("b1", 0, 500)).isEmpty();
        return next;
    }

    @Test
    void theRoomIsWhatIsReallyLeft() throws Exception {
        f.mode = Mode.ALWAYS;
        DiskSpool spool = f.start("b1");
        f.append(spool, 1_000);
        f.loop.settle();
        SpoolDepth good = spool.depth();
        assertThat(good.bytes()).isEqualTo(Files.size(segments().getFirst()));
        assertThat(good.maxBytes())
                .isEqualTo(Math.min(f.disk, good.bytes() + folder.toFile().getUsableSpace()));

        // Now nothing more can be written: what comes has only memory, besides what lies on the disk.
        Path directory = folder.resolve("spool");
        Files.move(directory, folder.resolve("aside"));
        Files.writeString(directory, "a file where the directory should be");
        f.append(spool, 20_000); // more than a segment
        f.loop.advance(Duration.ofSeconds(1));
        SpoolDepth failed = spool.depth();
        assertThat(failed.readings()).isEqualTo(21_000);
        assertThat(failed.maxBytes() - failed.bytes())
                .as("bytes left")
                .isPositive()
                .isLessThan(f.memory - 20_000 * 40);
    }

    @Test
    void whatWaitsInMemoryTakesRoomToo() {
        DiskSpool spool = f.start("b1");
        f.append(spool, 1_000);
        assertThat(spool.depth().bytes()).as("about what it will take").isBetween(20_000L, 100_000L);
    }

    @Test
    void timesOfAFormerRunOfTheMachineComeFromTheClockInTheSegment() throws Exception {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        DiskSpool spool = f.start("b1");
        spool.clock(f.loop.nanoTime(), Instant.EPOCH); // not set yet
        f.append(spool, 1);
        f.loop.advance(Duration.ofSeconds(20));
        spool.clock(f.loop.nanoTime(), noon);
        f.append(spool, 1);
        f.close(spool);
        assertThat(f.start("b2").zero("b1")).as("the same clock").isNull();

        kill(); // and now a copy is used, after the machine was started anew
        f.machine = "machine-2";
        DiskSpool next = f.start("b3");
        List<SpooledReading> none = next.next("b1", 0, 1);
        assertThat(none).isEmpty();
        f.loop.settle();
        SpooledReading first = next.next("b1", 0, 1).getFirst();
        assertThat(Objects.requireNonNull(next.zero("b1")).plusNanos(first.nanoTime()))
                .isEqualTo(noon.minusSeconds(20));
    }

    @Test
    void readingsOfARunThatNeverKnewTheTimeEndBeforeThisOne() {
        DiskSpool spool = f.start("b1");
        spool.clock(f.loop.nanoTime(), Instant.EPOCH);
        f.append(spool, 1);
        f.loop.advance(Duration.ofSeconds(3));
        f.append(spool, 1);
        f.close(spool);
        f.machine = "machine-2";
        f.loop.advance(Duration.ofDays(1));
        DiskSpool next = f.start("b2");
        assertThat(next.zero("b1")).isNull();
        assertThat(next.next("b1", 0, 2)).isEmpty();
        f.loop.settle();
        List<SpooledReading> readings = next.next("b1", 0, 2);
        assertThat(readings).hasSize(2);
        assertThat(readings.getLast().nanoTime()).isEqualTo(f.loop.nanoTime());
        assertThat(readings.getFirst().nanoTime())
                .isEqualTo(f.loop.nanoTime() - Duration.ofSeconds(3).toNanos());
    }
}

package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several streams of one run in one spool, and a kill at any step. */
class StreamsTest {
    @TempDir
    Path folder;

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void eachStreamIsNumberedAndAcknowledgedForItself() {
        DiskSpoolFixture f = new DiskSpoolFixture(folder.resolve("spool"));
        DiskSpool spool = f.start("b1");
        f.append(spool, 5);
        spool.begin();
        spool.begin(); // the newest is empty: nothing more to do
        assertThat(spool.stream()).isEqualTo("b1-2");
        assertThat(spool.boot()).isEqualTo("b1");
        spool.append("c", 0, Value.of(1.0));
        assertThat(spool.formerStreams()).containsExactly("b1");
        assertThat(f.all(spool, "b1", 0)).isEqualTo(numbers(1, 5));
        assertThat(f.all(spool, "b1-2", 0)).isEqualTo(numbers(1, 1));
        spool.acknowledge("b1-2", 1);
        assertThat(spool.remaining("b1", 0)).isEqualTo(5);
        spool.acknowledge("b1", 5);
        assertThat(spool.formerStreams()).isEmpty();
        assertThat(spool.depth().readings()).isZero();
        assertThat(spool.sampled()).isEqualTo(6);
    }

    /** A segment stays until all of it is acknowledged, and what is in it must not come again. */
    @Test
    void whatIsAcknowledgedIsNotGivenAgainWhateverIsAskedFor() throws Exception {
        DiskSpoolFixture f = fixture(folder.resolve("spool"));
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        f.loop.advance(Duration.ofSeconds(2));
        spool.begin();
        spool.acknowledge("b1", 5);
        assertThat(f.all(spool, "b1", 0)).isEqualTo(numbers(6, 10));
        f.close(spool);
        DiskSpool next = f.start("b2");
        assertThat(next.acknowledged("b1")).isEqualTo(5);
        assertThat(f.all(next, "b1", 0)).isEqualTo(numbers(6, 10));
    }

    /** What a crash would bring back, since the disk keeps no more than this of what is acknowledged. */
    @Test
    void aHelloNamesWhatIsAcknowledgedAndNotDeletedYet() {
        DiskSpoolFixture f = fixture(folder.resolve("spool"));
        DiskSpool spool = f.start("b1");
        f.append(spool, 10);
        f.loop.advance(Duration.ofSeconds(2));
        spool.begin();
        spool.acknowledge("b1", 10);
        assertThat(spool.formerStreams()).isEmpty();
        assertThat(spool.keptStreams()).containsExactly("b1");
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(spool.keptStreams()).isEmpty();
    }

    @Test
    void noMoreStreamsBeginThanAHelloCanName() {
        DiskSpool spool = new DiskSpoolFixture(folder.resolve("spool")).start("b1");
        MemorySpool memory = new MemorySpool("b1", 8 << 20);
        for (Spool one : List.of(spool, memory)) {
            for (int i = 0; i <= Spool.MOST_FORMER; i++) {
                one.append("c", 0, Value.of(1.0));
                one.begin();
            }
            assertThat(one.formerStreams()).hasSize(Spool.MOST_FORMER);
            one.append("c", 0, Value.of(1.0));
            one.begin();
            assertThat(one.formerStreams()).hasSize(Spool.MOST_FORMER);
            one.acknowledge("b1", 1);
            one.begin();
            assertThat(one.stream()).isEqualTo("b1-" + (Spool.MOST_FORMER + 2));
        }
    }

    @Test
    void streamsThatAreDoneAreForgotten() {
        DiskSpoolFixture f = new DiskSpoolFixture(folder.resolve("spool"));
        DiskSpool spool = f.start("b1");
        MemorySpool memory = new MemorySpool("b1", 8 << 20);
        for (Spool one : List.of(spool, memory)) {
            for (int i = 0; i < 2 * Spool.MOST_FORMER; i++) {
                one.append("c", 0, Value.of(1.0));
                one.acknowledge(one.stream(), 1);
                one.begin();
            }
            one.append("c", 0, Value.of(1.0));
            one.acknowledge(one.stream(), 1);
            f.loop.advance(Duration.ofMinutes(1));
            assertThat(one.acknowledged("b1")).isZero();
            assertThat(one.acknowledged(one.stream())).isOne();
            assertThat(one.stream()).isEqualTo("b1-" + (2 * Spool.MOST_FORMER + 1));
        }
        assertThat(spool.acknowledged()).hasSizeLessThanOrEqualTo(Spool.MOST_FORMER);
    }

    /** With {@code always}, what was sampled and not acknowledged is there after a kill, in every stream. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aKillAtAnyStepTakesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, Long> sampled = new LinkedHashMap<>();
        Map<String, Long> acknowledged = new LinkedHashMap<>();
        DiskSpoolFixture f = fixture(folder.resolve("0"));
        DiskSpool spool = f.start("b0");
        for (int step = 1; step <= 300; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    for (int i = random.nextInt(200); i >= 0; i--) {
                        long number = sampled.merge(spool.stream(), 1L, Long::sum);
                        spool.append("c", f.loop.nanoTime(), Value.of((double) number));
                    }
                    f.loop.settle();
                }
                case 4 -> spool.begin();
                case 5, 6 -> {
                    for (String stream : List.copyOf(sampled.keySet())) {
                        long upTo = random.nextLong(sampled.getOrDefault(stream, 0L) + 1);
                        if (random.nextInt(3) == 0) {
                            acknowledged.merge(stream, upTo, Math::max);
                            spool.acknowledge(stream, upTo);
                        }
                    }
                    f.loop.advance(Duration.ofSeconds(random.nextInt(12)));
                }
                default -> {
                    if (random.nextInt(6) == 0) {
                        Path copy = folder.resolve(Integer.toString(step));
                        copy(f.directory, copy); // the process is gone, its lock with it
                        f = fixture(copy);
                        spool = f.start("b" + step);
                    }
                }
            }
            check(f, spool, sampled, acknowledged);
        }
        assertThat(sampled).hasSizeGreaterThan(10);
    }

    private static DiskSpoolFixture fixture(Path directory) {
        DiskSpoolFixture f = new DiskSpoolFixture(directory);
        f.mode = SpoolSettings.Mode.ALWAYS;
        f.memory = 20_000;
        return f;
    }

    private static void check(
            DiskSpoolFixture f, DiskSpool spool, Map<String, Long> sampled, Map<String, Long> acknowledged) {
        List<String> expected = new ArrayList<>();
        sampled.forEach((stream, last) -> {
            long from = acknowledged.getOrDefault(stream, 0L);
            if (from < last) {
                expected.add(stream);
                assertThat(f.all(spool, stream, from)).as(stream).isEqualTo(numbers(from + 1, last));
            }
        });
        List<String> left = new ArrayList<>(spool.formerStreams());
        left.add(spool.stream());
        assertThat(left).containsAll(expected);
        assertThat(spool.depth().evicted()).isZero();
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}

package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySpoolTest {
    private static final long ONE = new SpooledReading(1, "c", 0, Value.of(1)).bytes();

    private static MemorySpool spool(long readings) {
        return new MemorySpool("b1", readings * ONE);
    }

    private static void append(MemorySpool spool, int count) {
        for (int i = 0; i < count; i++) {
            spool.append("c", i, Value.of(i));
        }
    }

    private static List<Long> numbers(List<SpooledReading> readings) {
        return readings.stream().map(SpooledReading::sequence).toList();
    }

    @Test
    void numbersFromOneAndKeepsUntilAcknowledged() {
        MemorySpool spool = spool(100);
        append(spool, 5);
        assertThat(numbers(spool.next("b1", 0, 3))).containsExactly(1L, 2L, 3L);
        assertThat(numbers(spool.next("b1", 3, 100))).containsExactly(4L, 5L);
        spool.acknowledge("b1", 2);
        assertThat(numbers(spool.next("b1", 0, 100))).containsExactly(3L, 4L, 5L);
        assertThat(spool.remaining("b1", 0)).isEqualTo(3);
        assertThat(spool.remaining("b1", 4)).isEqualTo(1);
        assertThat(spool.remaining("b1", 5)).isZero();
        spool.acknowledge("b1", 1);
        spool.acknowledge("b1", 99);
        assertThat(spool.depth()).isEqualTo(new SpoolDepth(0, 0, 100 * ONE, 0));
        append(spool, 1);
        assertThat(numbers(spool.next("b1", 0, 100))).containsExactly(6L);
    }

    @Test
    void whenItIsFullTheOldestGoAndAreCounted() {
        MemorySpool spool = spool(3);
        append(spool, 5);
        assertThat(numbers(spool.next("b1", 0, 100))).containsExactly(3L, 4L, 5L);
        assertThat(spool.remaining("b1", 0)).isEqualTo(3);
        assertThat(spool.depth()).isEqualTo(new SpoolDepth(3, 3 * ONE, 3 * ONE, 2));
    }

    @Test
    void textCountsByItsLength() {
        MemorySpool spool = spool(10);
        append(spool, 5);
        spool.append("c", 9, Value.of("x".repeat(1000)));
        assertThat(spool.depth().readings()).isEqualTo(1);
        assertThat(spool.depth().evicted()).isEqualTo(5);
    }

    @Test
    void knowsNoOtherBoot() {
        MemorySpool spool = spool(10);
        append(spool, 1);
        spool.acknowledge("other", 1);
        assertThat(spool.next("other", 0, 9)).isEmpty();
        assertThat(spool.remaining("other", 0)).isZero();
        assertThat(spool.remaining("b1", 0)).isEqualTo(1);
        assertThat(spool.formerStreams()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeASimpleListWhateverHappens(long seed) {
        Random random = new Random(seed);
        MemorySpool spool = spool(200);
        Deque<Long> model = new ArrayDeque<>();
        long sequence = 0;
        long evicted = 0;
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    int count = random.nextInt(40);
                    append(spool, count);
                    for (int i = 0; i < count; i++) {
                        model.addLast(++sequence);
                        if (model.size() > 200) {
                            model.removeFirst();
                            evicted++;
                        }
                    }
                }
                case 2 -> {
                    long up = Math.max(0, sequence - random.nextInt(300));
                    spool.acknowledge("b1", up);
                    model.removeIf(number -> number <= up);
                }
                default -> {
                    long after = Math.max(0, sequence - random.nextInt(300));
                    int max = random.nextInt(1, 60);
                    assertThat(numbers(spool.next("b1", after, max)))
                            .isEqualTo(model.stream()
                                    .filter(number -> number > after)
                                    .limit(max)
                                    .toList());
                    assertThat(spool.remaining("b1", after))
                            .isEqualTo(model.stream()
                                    .filter(number -> number > after)
                                    .count());
                }
            }
            assertThat(spool.depth()).isEqualTo(new SpoolDepth(model.size(), model.size() * ONE, 200 * ONE, evicted));
        }
    }

    @Test
    void takesAndGivesBackMemory() {
        MemorySpool spool = spool(100_000);
        append(spool, 50_000);
        spool.acknowledge("b1", 49_999);
        append(spool, 3);
        assertThat(numbers(spool.next("b1", 0, 9)))
                .isEqualTo(LongStream.rangeClosed(50_000, 50_003).boxed().toList());
    }
}

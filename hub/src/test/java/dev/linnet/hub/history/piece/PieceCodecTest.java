package dev.linnet.hub.history.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.protocol.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, whatever it is; what is damaged is noticed. */
class PieceCodecTest {
    private static final long START = 1_790_000_000_000_000L;

    /** The row that readings get whose own was not written. */
    private static final long USUAL = 4096;

    private record Sample(long time, long row, Value value) {}

    private final PieceCodec codec = new PieceCodec();

    @AfterEach
    void close() {
        codec.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyReadingsComeOutAsTheyWentIn(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int kinds = 1 + random.nextInt(7); // of numbers, booleans and texts, which ones there are
            List<Sample> samples = new ArrayList<>();
            int size = 1 + random.nextInt(300);
            long time = random.nextInt(4) == 0 ? random.nextLong() : START;
            for (int row = 1; row <= size; row++) {
                time += random.nextInt(5) == 0 ? 0 : random.nextLong(-1_000, 2_000_000);
                samples.add(new Sample(time, row, value(random, kinds)));
            }
            assertThat(decoded(encoded(samples)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected(samples));
        }
    }

    @Test
    void extremeTimesAndNumbersAreExact() throws Exception {
        List<Sample> samples = new ArrayList<>();
        double[] numbers = {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_NORMAL,
            1L << 53,
            (1L << 53) + 2,
            -(1L << 53),
            0.1,
            0.1 + 0.2,
            1e-9,
            123_456.789_012_345,
            Math.PI
        };
        for (double number : numbers) {
            samples.add(new Sample(START + samples.size(), samples.size(), Value.of(number)));
        }
        samples.add(new Sample(Long.MIN_VALUE, 77, Value.of(1)));
        samples.add(new Sample(Long.MAX_VALUE, 78, Value.of(-1)));
        assertThat(decoded(encoded(samples))).isEqualTo(expected(samples));
    }

    @Test
    void readingsOfOneTimeKeepTheirOrderOfArrival() throws Exception {
        List<Sample> samples = List.of(
                new Sample(START, 10, Value.of(1)),
                new Sample(START + 1, 900, Value.of(2)),
                new Sample(START + 1, 12, Value.of(3)),
                new Sample(START + 1, Long.MAX_VALUE, Value.of("late")));
        assertThat(decoded(encoded(samples)))
                .containsExactly(
                        new Sample(START, USUAL, Value.of(1)),
                        new Sample(START + 1, 12, Value.of(3)),
                        new Sample(START + 1, 900, Value.of(2)),
                        new Sample(START + 1, Long.MAX_VALUE, Value.of("late")));
    }

    @Test
    void aSensorsReadingsTakeFewBytes() {
        Random random = new Random(1);
        Samples thermometer = new Samples();
        Samples door = new Samples();
        double celsius = 21.5;
        for (int i = 0; i < 1310; i++) {
            long jitter = random.nextInt(400);
            celsius += random.nextInt(-3, 4) / 100.0;
            thermometer.add(START + i * 10_000_000L + jitter, i, Value.of(Math.round(celsius * 100) / 100.0));
            door.add(START + i * 10_000_000L + jitter, i, Value.of(random.nextInt(100) == 0));
        }
        assertThat(codec.encode(thermometer).length / 1310.0).isLessThan(3);
        assertThat(codec.encode(door).length / 1310.0).isLessThan(2.2);
    }

    /** One bit anywhere: either it is said to be damaged or, where the bit does not matter, nothing has changed. */
    @Test
    void noDamageGoesUnnoticed() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            samples.add(new Sample(START + i * 1_000_000L, i, i % 10 == 0 ? Value.of("open") : Value.of(i / 10.0)));
        }
        byte[] piece = encoded(samples);
        int noticed = 0;
        for (int bit = 0; bit < piece.length * 8; bit++) {
            byte[] damaged = piece.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(decoded(damaged)).isEqualTo(expected(samples));
            } catch (MalformedPieceException e) {
                noticed++;
            }
        }
        assertThat(noticed).as("of %d bytes", piece.length).isGreaterThan(piece.length * 8 - 64);
    }

    @Test
    void whatIsCutOffOrNoPieceAtAllIsRefused() throws Exception {
        byte[] piece = encoded(List.of(new Sample(START, 1, Value.of(21.5)), new Sample(START + 1, 2, Value.of("x"))));
        for (int length = 0; length < piece.length; length++) {
            byte[] cut = Arrays.copyOf(piece, length);
            assertThatThrownBy(() -> decoded(cut)).isInstanceOf(MalformedPieceException.class);
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 1) {
                noise[0] = 1;
                noise[1] &= 1;
            }
            assertThatThrownBy(() -> decoded(noise)).isInstanceOf(MalformedPieceException.class);
        }
        piece[0] = 2;
        assertThatThrownBy(() -> decoded(piece)).hasMessageContaining("version 2");
    }

    private byte[] encoded(List<Sample> samples) {
        Samples columns = new Samples();
        samples.forEach(sample -> columns.add(sample.time, sample.row, sample.value));
        return codec.encode(columns);
    }

    private List<Sample> decoded(byte[] piece) throws MalformedPieceException {
        Samples samples = codec.decode(piece, USUAL);
        List<Sample> list = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            list.add(new Sample(samples.time(i), samples.row(i), samples.value(i)));
        }
        return list;
    }

    /** In order, with the usual row where no other has the same time. */
    private static List<Sample> expected(List<Sample> samples) {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingLong(Sample::time).thenComparingLong(Sample::row));
        return sorted.stream()
                .map(sample -> sorted.stream()
                                        .filter(other -> other.time == sample.time)
                                        .count()
                                > 1
                        ? sample
                        : new Sample(sample.time, USUAL, sample.value))
                .toList();
    }

    private static Value value(Random random, int kinds) {
        int kind;
        do {
            kind = random.nextInt(3);
        } while ((kinds & 1 << kind) == 0);
        if (kind == 1) {
            return Value.of(random.nextBoolean());
        }
        if (kind == 2) {
            return Value.of(random.nextBoolean() ? "°😀 " + random.nextInt(9) : "x".repeat(random.nextInt(200)));
        }
        double number = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-100, 5_000) / 100.0;
            case 1 -> random.nextInt();
            case 2 -> random.nextGaussian();
            default -> Double.longBitsToDouble(random.nextLong());
        };
        return Value.of(Double.isFinite(number) ? number : 0);
    }
}

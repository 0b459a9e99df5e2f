package dev.linnet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever can be said arrives as it was said. */
class JsonRoundTripTest {
    private static final long YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_1990 = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();

    private final JsonCodec codec = new JsonCodec();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void returnsRandomMessagesUnchanged(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Message.FromAgent said = fromAgent(random);
            assertThat(codec.decodeFromAgent(direct(said))).isEqualTo(said);
            Message.FromHub answered = fromHub(random);
            assertThat(codec.decodeFromHub(direct(answered))).isEqualTo(answered);
        }
    }

    @Test
    void keepsEveryMicrosecond() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Instant first = time(random);
            Instant second =
                    random.nextBoolean() ? time(random) : first.plusNanos(1_000L * random.nextInt(-2000, 2000));
            Telemetry telemetry = new Telemetry(
                    "b", List.of(new Reading(1, "x", first, Value.of(1)), new Reading(2, "x", second, Value.of(1))));
            assertThat(codec.decodeFromAgent(direct(telemetry))).isEqualTo(telemetry);
        }
    }

    @Test
    void keepsEveryDouble() throws Exception {
        Random random = new Random(6);
        List<Double> edges = List.of(
                0.0,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                0x1p53,
                0x1p53 + 2,
                0x1p63,
                -0x1p63,
                1e15,
                1e-7,
                0.1 + 0.2);
        for (int i = 0; i < 20_000; i++) {
            double number = i < edges.size() ? edges.get(i) : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                Result result = Result.done("c", Value.of(number));
                assertThat(codec.decodeFromAgent(direct(result))).isEqualTo(result);
            }
        }
    }

    @Test
    void cutsOffWhatIsFinerThanAMicrosecond() throws Exception {
        Instant time = Instant.parse("2026-01-01T00:00:00.123456789Z");
        Telemetry telemetry = new Telemetry("b", List.of(new Reading(1, "x", time, Value.of(1))));
        Telemetry arrived = (Telemetry) codec.decodeFromAgent(direct(telemetry));
        assertThat(arrived.readings().getFirst().time()).isEqualTo("2026-01-01T00:00:00.123456Z");
    }

    private ByteBuffer direct(Message message) {
        byte[] json = codec.encode(message);
        return ByteBuffer.allocateDirect(json.length).put(json).flip();
    }

    private static Message.FromAgent fromAgent(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> hello(random);
            case 1 -> telemetry(random);
            case 2 -> result(random);
            case 3 -> gap(random);
            case 4 -> status(random);
            default -> fault(random);
        };
    }

    private static Message.FromHub fromHub(Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Welcome(
                        time(random),
                        duration(random),
                        random.nextInt(1024, Integer.MAX_VALUE),
                        random.nextInt(1, 10_000),
                        IntStream.range(0, random.nextInt(5))
                                .boxed()
                                .collect(Collectors.toMap(i -> "b" + i, i -> random.nextLong(Long.MAX_VALUE))));
            case 1 -> new Ack(name(random), random.nextLong(Long.MAX_VALUE));
            case 2 -> new Command(id(random), name(random), value(random), duration(random));
            default -> fault(random);
        };
    }

    private static Hello hello(Random random) {
        List<String> names = names(random);
        String boot = name(random);
        return new Hello(
                name(random),
                boot,
                random.nextBoolean() ? boot : name(random),
                names(random),
                text(random),
                text(random),
                names.stream().map(id -> channel(random, id)).toList());
    }

    private static ChannelDescription channel(Random random, String id) {
        ChannelDescription.Kind kind = one(random, ChannelDescription.Kind.class);
        ChannelDescription.Type type = one(random, ChannelDescription.Type.class);
        double min = random.nextGaussian() * 1e6;
        boolean ranged = type == ChannelDescription.Type.NUMBER && random.nextBoolean();
        return new ChannelDescription(
                id,
                kind,
                type,
                text(random),
                text(random),
                ranged ? new ChannelDescription.Range(min, min + random.nextDouble()) : null);
    }

    private static Telemetry telemetry(Random random) {
        long first = random.nextLong(1, 1L << 60);
        return new Telemetry(
                name(random),
                IntStream.range(0, random.nextInt(1, 50))
                        .mapToObj(i -> new Reading(first + i, name(random), time(random), value(random)))
                        .toList());
    }

    private static Gap gap(Random random) {
        long first = random.nextLong(1, 1L << 60);
        return new Gap(
                name(random),
                first,
                first + random.nextLong(1L << 40),
                one(random, Gap.Cause.class),
                random.nextBoolean() ? time(random) : null,
                random.nextBoolean() ? time(random) : null);
    }

    private static Status status(Random random) {
        return new Status(
                random.nextBoolean() ? time(random) : null,
                random.nextLong(1L << 40),
                random.nextLong(1L << 40),
                random.nextLong(1L << 40),
                random.nextBoolean() ? duration(random) : null,
                random.nextLong(1L << 40));
    }

    private static Result result(Random random) {
        Result.Status status = one(random, Result.Status.class);
        return new Result(id(random), status, status == Result.Status.DONE ? value(random) : null, text(random));
    }

    private static Fault fault(Random random) {
        return new Fault(one(random, Fault.Code.class), text(random));
    }

    private static Value value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Value.of(random.nextGaussian() * 100);
            case 1 -> Value.of(random.nextInt());
            case 2 -> Value.of(random.nextBoolean());
            default -> Value.of(text(random));
        };
    }

    private static Instant time(Random random) {
        return Instant.ofEpochSecond(random.nextLong(YEAR_1990, YEAR_2100), 1_000L * random.nextInt(1_000_000));
    }

    private static Duration duration(Random random) {
        return Duration.ofNanos(1_000L * random.nextLong(1, 100_000_000_000L));
    }

    private static List<String> names(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> i + name(random))
                .distinct()
                .toList();
    }

    private static String name(Random random) {
        return random.ints(random.nextInt(1, 20), 0, 36)
                .mapToObj(i -> Character.toString(Character.forDigit(i, 36)))
                .collect(Collectors.joining());
    }

    private static String id(Random random) {
        return random.ints(random.nextInt(1, 64), 0x21, 0x7f)
                .filter(c -> c != '"' && c != '\\')
                .mapToObj(Character::toString)
                .collect(Collectors.joining("", "c", ""));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 0, random.nextBoolean() ? 0x80 : 0x11_0000)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static <E extends Enum<E>> E one(Random random, Class<E> words) {
        List<E> all = List.copyOf(EnumSet.allOf(words));
        return all.get(random.nextInt(all.size()));
    }
}

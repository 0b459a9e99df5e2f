package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whatever can be said, at random. */
final class RandomMessages {
    private static final long YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_1990 = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();

    private RandomMessages() {}

    static Message.FromAgent fromAgent(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> hello(random);
            case 1 -> telemetry(random);
            case 2 -> result(random);
            case 3 -> gap(random);
            case 4 -> status(random);
            case 5 -> new Unavailable(reasons(random));
            default -> fault(random);
        };
    }

    static Message.FromHub fromHub(Random random) {
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
                names.stream().map(id -> channel(random, id)).toList(),
                reasons(random));
    }

    private static Map<String, String> reasons(Random random) {
        Map<String, String> reasons = new HashMap<>();
        names(random).forEach(id -> reasons.put(id, Unavailable.reason(text(random), Unavailable.MAX_REASON_CHARS)));
        return reasons;
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
        return switch (random.nextInt(6)) {
            case 0 -> Value.of(random.nextGaussian() * 100);
            case 4 -> Value.of(random.nextInt(-9999, 9999) / Math.pow(10, random.nextInt(1, 7)));
            case 5 -> Value.of((float) random.nextGaussian());
            case 1 -> Value.of(random.nextInt());
            case 2 -> Value.of(random.nextBoolean());
            default -> Value.of(text(random));
        };
    }

    static Instant time(Random random) {
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

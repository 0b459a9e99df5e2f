package dev.linnet.bench.encoding;

import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Telemetry of different sizes in both encodings: bytes and nanoseconds of processor time, each for one reading. */
public final class EncodingBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {1, 10, 100};
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 400_000_000L;
    private static final List<String> CHANNELS =
            List.of("climate-temperature", "climate-humidity", "climate-pressure", "door", "pi-load", "power");

    private final Map<String, Double> figures = new TreeMap<>();
    private long sink; // what keeps the compiler from leaving the work out

    private EncodingBenchmark() {}

    /** The one argument names the file for the figures. */
    public static void main(String[] arguments) throws IOException, MalformedMessageException {
        EncodingBenchmark benchmark = new EncodingBenchmark();
        benchmark.run();
        StringBuilder json = new StringBuilder("{");
        benchmark.figures.forEach((name, figure) -> json.append(json.length() == 1 ? "\n" : ",\n")
                .append(String.format(Locale.ROOT, "  \"%s\": %.1f", name, figure)));
        Files.writeString(Path.of(arguments[0]), json + "\n}\n");
        if (benchmark.sink == 42) {
            System.out.println();
        }
    }

    private void run() throws MalformedMessageException {
        System.out.println("| readings in a message | | bytes each | ns to write each | ns to read each |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (int size : SIZES) {
            Telemetry telemetry = telemetry(size);
            for (MessageCodec codec : List.of(new JsonCodec(), new CborCodec())) {
                byte[] message = codec.encode(telemetry);
                ByteBuffer payload =
                        ByteBuffer.allocateDirect(message.length).put(message).flip();
                double write = median(size, () -> codec.encode(telemetry).length);
                double read = median(size, () -> decoded(codec, payload));
                String name = codec.subprotocol().replace("linnet.v1.", "");
                figures.put("bytes." + name + "." + size, (double) message.length / size);
                figures.put("write.ns." + name + "." + size, write);
                figures.put("read.ns." + name + "." + size, read);
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %s | %.1f | %.0f | %.0f |%n",
                        size,
                        name,
                        (double) message.length / size,
                        write,
                        read);
            }
        }
    }

    private static int decoded(MessageCodec codec, ByteBuffer payload) {
        try {
            return ((Telemetry) codec.decodeFromAgent(payload)).readings().size();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One thing to measure; returns anything that depends on it. */
    @FunctionalInterface
    private interface Work {
        int run();
    }

    /** Nanoseconds of this thread's processor time for one reading, the median of rounds after two that do not count. */
    private double median(int readings, Work work) {
        double[] rounds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            long count = 0;
            long spent = 0;
            while (spent < ROUND_NANOS) {
                for (int i = 0; i < 100; i++) {
                    sink += work.run();
                }
                count += 100;
                spent = THREADS.getCurrentThreadCpuTime() - begin;
            }
            if (round >= 0) {
                rounds[round] = (double) spent / count / readings;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    /** What a room with a few sensors sends: values of one or two decimals, times in milliseconds. */
    private static Telemetry telemetry(int size) {
        Instant begin = Instant.parse("2026-01-02T03:04:05.123Z");
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Value value = switch (i % CHANNELS.size()) {
                case 0 -> Value.of(Math.round(215 + 10 * Math.sin(i)) / 10.0);
                case 1 -> Value.of(Math.round(450 + 50 * Math.sin(i)) / 10.0);
                case 2 -> Value.of((double) Math.round(101_325 + 50 * Math.sin(i)));
                case 3 -> Value.of(i % 4 == 1);
                case 4 -> Value.of(Math.round(25 + 10 * Math.sin(i)) / 100.0);
                default -> Value.of(230.0 + Math.sin(i)); // all the digits that a double has
            };
            readings.add(new Reading(4711 + i, CHANNELS.get(i % CHANNELS.size()), begin.plusMillis(i * 103L), value));
        }
        return new Telemetry("b-19b8a1", readings);
    }
}

package dev.linnet.bench.hardware;

import static dev.linnet.bench.hardware.Machine.run;
import static dev.linnet.bench.hardware.Machine.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Edges at 200 a second and twenty channels at one a second through the installed agent and hub, for as many minutes as it is told. Each minute it
 * prints what both processes hold; at the end it says whether that stayed flat and whether every edge is in the history.
 */
public final class Soak {
    private static final int INPUTS = 8;
    private static final int FIRST = 10;
    private static final long EDGE_NANOS = 1_000_000_000L / 200;

    /** Behind by more than this, the machine was held up: what could not be driven in its time is not driven in a burst. */
    private static final long HELD_UP_NANOS = 20_000_000;

    private static final Path INTERRUPTS = Path.of("/proc/interrupts");

    private final SimulatedChip header = SimulatedChip.named("header");
    private final boolean[] levels = new boolean[INPUTS];
    private final long[] driven = new long[INPUTS];

    private Soak() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean flat;
        try {
            flat = new Soak().soak(Integer.parseInt(arguments[0]));
        } catch (AssertionError e) {
            say(e.toString());
            flat = false;
        }
        say("hardware: " + (flat ? "1 passed, 0 failed" : "0 passed, 1 failed"));
        System.exit(flat ? 0 : 1);
    }

    private boolean soak(int minutes) throws IOException, InterruptedException {
        run("/opt/bench/guest/install", "soak.yaml");
        for (int line = 0; line < INPUTS; line++) {
            header.drive(FIRST + line, false);
        }
        run("systemctl", "start", "linnet-hub", "linnet-agent");
        try (Hub hub = new Hub()) {
            until("the agent", hub::online);
            until("the last input", () -> !hub.value("in" + (INPUTS - 1)).isEmpty());
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            Footprint agent = new Footprint("agent");
            Footprint other = new Footprint("hub");
            long[] before = interrupts();
            Instant start = Instant.now();
            for (int minute = 1; minute <= minutes; minute++) {
                drive(Duration.ofMinutes(1));
                say(String.format(
                        Locale.ROOT,
                        "soak: minute %d; %d edges driven, the kernel saw %d; agent %s; hub %s",
                        minute,
                        total(driven),
                        total(interrupts()) - total(before),
                        agent.look(),
                        other.look()));
            }
            boolean complete = complete(hub, start, before);
            say("soak: " + minutes + " minutes; agent " + agent.summary() + "; hub " + other.summary());
            return complete && agent.isFlat() && other.isFlat();
        }
    }

    private void drive(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long due = System.nanoTime();
        for (int edge = 0; due - end < 0; edge++) {
            int line = edge % INPUTS;
            levels[line] = !levels[line];
            header.drive(FIRST + line, levels[line]);
            driven[line]++;
            due += EDGE_NANOS;
            long now = System.nanoTime();
            if (now - due > HELD_UP_NANOS) {
                due = now;
            }
            LockSupport.parkNanos(due - now);
        }
    }

    /** Whether the history holds each edge that the kernel saw, once the last commit has come. */
    private boolean complete(Hub hub, Instant start, long[] before) throws IOException, InterruptedException {
        LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
        long[] seen = interrupts();
        long[] stored = new long[INPUTS];
        for (int line = 0; line < INPUTS; line++) {
            seen[line] -= before[line];
            stored[line] = hub.count("in" + line, start);
        }
        say("soak: " + total(driven) + " edges driven, the kernel saw " + total(seen) + ", the history holds "
                + total(stored) + "; by input " + Arrays.toString(seen) + " and " + Arrays.toString(stored));
        return Arrays.equals(seen, stored);
    }

    /**
     * The interrupts of each input so far. While the kernel is still at an input's last edge, the simulated chip makes no interrupt of
     * the next one; so on a machine that is held up there are fewer than edges driven.
     */
    private static long[] interrupts() throws IOException {
        List<String> rows = Files.readAllLines(INTERRUPTS);
        return IntStream.range(0, INPUTS)
                .mapToLong(line -> rows.stream()
                        .filter(row -> row.endsWith("linnet:gpio-" + (FIRST + line)))
                        .mapToLong(Soak::count)
                        .sum())
                .toArray();
    }

    /** Adds up the processors' columns, which stand between the interrupt's number and its chip's name. */
    private static long count(String row) {
        return Pattern.compile("\\s+")
                .splitAsStream(row.substring(row.indexOf(':') + 1).strip())
                .takeWhile(word -> word.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static long total(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    @SuppressWarnings("SystemOut") // The console is how the machine talks to the world.
    private static void say(String line) {
        System.out.println(line);
    }
}

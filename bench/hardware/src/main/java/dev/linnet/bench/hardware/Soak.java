package dev.linnet.bench.hardware;

import static dev.linnet.bench.hardware.Machine.run;
import static dev.linnet.bench.hardware.Machine.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Edges at 200 a second and twenty channels at one a second through the installed agent and hub, for as many minutes as it is told. Each minute it
 * prints what both processes hold; at the end it says whether that stayed flat, and whether the edges driven, those that the kernel queued and
 * the readings in the history are as many as each other.
 */
public final class Soak {
    private static final int INPUTS = 8;
    private static final int FIRST = 10;
    private static final long EDGE_NANOS = 1_000_000_000L / 200;

    /** Behind by more than this, the machine was held up: what could not be driven in its time is not driven in a burst. */
    private static final long HELD_UP_NANOS = 20_000_000;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<SimulatedChip.Wire> wires = new ArrayList<>();
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
        // All of a small heap is resident from the start: it is not what grows, and a hub that keeps what it need not
        // runs
        // out of it.
        Files.writeString(
                Path.of("/etc/systemd/system/linnet-hub.service.d/heap.conf"),
                "[Service]\nEnvironment=\"LINNET_JAVA_OPTIONS=-Xms24m -Xmx24m -XX:+AlwaysPreTouch\"\n");
        run("systemctl", "daemon-reload");
        SimulatedChip header = SimulatedChip.named("header");
        for (int line = 0; line < INPUTS; line++) {
            wires.add(header.wire(FIRST + line));
            wires.get(line).drive(false);
        }
        run("systemctl", "start", "linnet-hub", "linnet-agent");
        try (Hub hub = new Hub();
                KernelEdges kernel = new KernelEdges()) {
            until("the agent", hub::online);
            until("the last input", () -> !hub.value("in" + (INPUTS - 1)).isEmpty());
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            Footprint agent = new Footprint("agent");
            Footprint other = new Footprint("hub");
            Instant start = Instant.now();
            for (int minute = 1; minute <= minutes; minute++) {
                drive(Duration.ofMinutes(1), kernel);
                say(String.format(
                        Locale.ROOT,
                        "soak: minute %d; %d edges driven; agent %s; hub %s",
                        minute,
                        total(driven),
                        agent.look(),
                        other.look()));
            }
            boolean complete = complete(hub, kernel, start);
            say("soak: " + minutes + " minutes; agent " + agent.summary() + "; hub " + other.summary());
            return complete && agent.isFlat() && other.isFlat();
        }
    }

    /**
     * Drives the lines in turn. An edge that comes while the kernel is still at the same line's last one is none of its own to it, so each
     * round waits until the kernel has queued the one before.
     */
    private void drive(Duration time, KernelEdges kernel) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long due = System.nanoTime();
        for (int edge = 0; due - end < 0; edge++) {
            int line = edge % INPUTS;
            if (line == 0) {
                queued(kernel);
            }
            levels[line] = !levels[line];
            wires.get(line).drive(levels[line]);
            driven[line]++;
            due += EDGE_NANOS;
            long now = System.nanoTime();
            if (now - due > HELD_UP_NANOS) {
                due = now;
            }
            LockSupport.parkNanos(due - now);
        }
        queued(kernel);
    }

    private void queued(KernelEdges kernel) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (kernel.count() < total(driven)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("of " + total(driven) + " edges driven the kernel queued " + kernel.count());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Whether every edge driven was queued once by the kernel and is in the history, and the agent lost and kept back nothing. */
    private boolean complete(Hub hub, KernelEdges kernel, Instant start) throws IOException, InterruptedException {
        long stored = stored(hub, start);
        for (long end = System.nanoTime() + PATIENCE.toNanos();
                stored < total(driven) && System.nanoTime() - end < 0;
                stored = stored(hub, start)) {
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        }
        run("systemctl", "stop", "linnet-agent");
        String log = run("journalctl", "-u", "linnet-agent", "-o", "cat");
        String end = log.lines()
                .filter(line -> line.contains("stopped: "))
                .findFirst()
                .orElse("no last word");
        say("soak: " + total(driven) + " edges driven, " + kernel.count() + " queued by the kernel, " + stored
                + " in the history; the agent " + end.replaceFirst(".*stopped: ", "stopped: "));
        return kernel.count() == total(driven)
                && stored == total(driven)
                && !log.contains("edges lost so far")
                && end.contains(" 0 not acknowledged, 0 lost");
    }

    private static long stored(Hub hub, Instant start) throws IOException, InterruptedException {
        long stored = 0;
        for (int line = 0; line < INPUTS; line++) {
            stored += hub.count("in" + line, start);
        }
        return stored;
    }

    private static long total(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    @SuppressWarnings("SystemOut") // The console is how the machine talks to the world.
    private static void say(String line) {
        System.out.println(line);
    }
}

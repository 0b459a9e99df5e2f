package dev.linnet.bench.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's own count of the edges that it has put into the queues of whoever watches lines: how often the function that does so has
 * returned. It counts what a reader of those queues should have seen, without asking a reader.
 */
final class KernelEdges implements AutoCloseable {
    private static final Path TRACING = Path.of("/sys/kernel/tracing");
    private static final Path PROBES = TRACING.resolve("kprobe_events");

    /** Sixteen lines may be at it at the same time. */
    private static final String PROBE = "r16:queued_edge edge_irq_thread";

    KernelEdges() throws IOException, InterruptedException {
        if (!Files.exists(PROBES)) {
            Machine.run("mount", "-t", "tracefs", "tracefs", TRACING.toString());
        }
        Files.writeString(PROBES, PROBE);
        enable(true);
    }

    /** Since this was made. */
    long count() throws IOException {
        String profile = Files.readString(TRACING.resolve("kprobe_profile"));
        String[] counts = profile.substring(profile.indexOf("queued_edge") + "queued_edge".length())
                .strip()
                .split("\\s+", 3);
        if (!counts[1].equals("0")) {
            throw new IOException("the probe has missed calls: " + profile);
        }
        return Long.parseLong(counts[0]);
    }

    private static void enable(boolean enabled) throws IOException {
        Files.writeString(TRACING.resolve("events/kprobes/queued_edge/enable"), enabled ? "1" : "0");
    }

    @Override
    public void close() throws IOException {
        enable(false);
        Files.writeString(PROBES, ""); // Opened for writing from the start, it forgets all probes.
    }
}

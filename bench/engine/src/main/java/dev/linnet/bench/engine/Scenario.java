package dev.linnet.bench.engine;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.util.List;

/** One thing that is measured of one contender, in a fresh process each time. */
enum Scenario {
    ECHO_100("echo.100", "echo", 100, false),
    ECHO_1000("echo.1000", "echo", 1000, false),
    INGEST_100("ingest.100", "ingest", 100, false),
    LATENCY("latency", "rate", 100, false),
    WSS_ECHO_100("wss.echo.100", "echo", 100, true),
    WSS_INGEST_100("wss.ingest.100", "ingest", 100, true),
    IDLE("idle", "idle", 10_000, false),
    SMALL("rss", "echo", 100, false),
    SMALL_BARE("rss.bare", "echo", 100, false);

    /** The last one: the JDK's selector boxes each ready file descriptor, and keeps only small ones at hand by default. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-XX:MaxDirectMemorySize=512m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:AutoBoxCacheMax=20000");

    private static final List<String> SMALL_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xmx32m", "-Xmn4m", "-XX:+UseCompactObjectHeaders");

    private final String metric;
    private final String load;
    private final int connections;
    private final boolean secure;

    Scenario(String metric, String load, int connections, boolean secure) {
        this.metric = metric;
        this.load = load;
        this.connections = connections;
        this.secure = secure;
    }

    String metric() {
        return metric;
    }

    /** Whether it can be measured of that one. */
    boolean suits(Contender contender) {
        return !secure || contender.speaksTls();
    }

    void run(Contender contender, Generator.Plan plan, Figures figures) throws IOException {
        switch (this) {
            case IDLE -> idle(contender, plan.plain(), figures);
            case SMALL -> small(contender, Training.settings(contender, SMALL_FLAGS), plan.plain(), figures);
            case SMALL_BARE -> small(contender, new Settings(SMALL_FLAGS), plan.plain(), figures);
            case ECHO_100, ECHO_1000, INGEST_100, LATENCY -> load(contender, plan.plain(), figures);
            case WSS_ECHO_100, WSS_INGEST_100 -> load(contender, plan, figures);
        }
    }

    private void load(Contender contender, Generator.Plan plan, Figures figures) throws IOException {
        try (PinnedServer server = new PinnedServer(contender, new Settings(FLAGS), plan.tls());
                Program generator = Generator.start(load, server.port(), connections, plan)) {
            generator.await("begin");
            long cpu = server.usage().cpuNanos();
            long allocated = contender.jvm() ? server.allocatedBytes() : 0;
            long[] end = numbers(generator.await("end"));
            long cpuUsed = server.usage().cpuNanos() - cpu;
            double messages = end[0];
            if (load.equals("rate")) {
                latency(contender, numbers(generator.await("latency")), figures);
            } else {
                figures.add(metric, contender.name(), messages / end[1] * 1e9);
            }
            figures.add(metric + ".cpu.us", contender.name(), cpuUsed / messages / 1e3);
            figures.add(metric + ".server.busy", contender.name(), (double) cpuUsed / end[1]);
            figures.add(metric + ".generator.busy", contender.name(), (double) end[2] / end[1]);
            if (contender.jvm() && this == ECHO_100) {
                double bytes = server.allocatedBytes() - allocated;
                figures.add("alloc.bytes.per.message", contender.name(), bytes / messages);
            }
        }
    }

    private void latency(Contender contender, long[] nanos, Figures figures) {
        figures.add(metric + ".p50.us", contender.name(), nanos[0] / 1e3);
        figures.add(metric + ".p99.us", contender.name(), nanos[1] / 1e3);
        figures.add(metric + ".p999.us", contender.name(), nanos[2] / 1e3);
    }

    private void idle(Contender contender, Generator.Plan plan, Figures figures) throws IOException {
        try (PinnedServer server = new PinnedServer(contender, new Settings(FLAGS), plan.tls())) {
            try (Program first = Generator.start(load, server.port(), 100, plan)) {
                first.await("opened"); // so that what is loaded once does not count
            }
            long heap = contender.jvm() ? server.heapBytes() : 0;
            long resident = server.usage().residentBytes();
            try (Program generator = Generator.start(load, server.port(), connections, plan)) {
                generator.await("opened");
                if (contender.jvm()) {
                    figures.add("idle.heap.bytes", contender.name(), each(server.heapBytes() - heap));
                } else {
                    // A JVM's would be the garbage of the handshakes, which it has collected and not given back.
                    figures.add(
                            "idle.rss.bytes",
                            contender.name(),
                            each(server.usage().residentBytes() - resident));
                }
            }
        }
    }

    private double each(long bytes) {
        return (double) bytes / connections;
    }

    private void small(Contender contender, Settings settings, Generator.Plan plan, Figures figures)
            throws IOException {
        try (PinnedServer server = new PinnedServer(contender, settings, plan.tls());
                Program generator = Generator.start(load, server.port(), connections, plan)) {
            generator.await("end");
            figures.add(metric + ".mib", contender.name(), server.usage().residentBytes() / 1048576.0);
        }
    }

    private static long[] numbers(String line) {
        return List.of(line.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
    }
}

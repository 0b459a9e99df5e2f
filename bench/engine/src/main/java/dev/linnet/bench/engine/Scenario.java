package dev.linnet.bench.engine;

import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.util.List;

/** One thing that is measured of one contender, in a fresh process each time. */
enum Scenario {
    ECHO_100("echo.100") {
        @Override
        void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
            load(contender, "echo", 100, duration, figures);
        }
    },
    ECHO_1000("echo.1000") {
        @Override
        void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
            load(contender, "echo", 1000, duration, figures);
        }
    },
    INGEST_100("ingest.100") {
        @Override
        void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
            load(contender, "ingest", 100, duration, figures);
        }
    },
    LATENCY("latency") {
        @Override
        void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
            load(contender, "rate", 100, duration, figures);
        }
    },
    IDLE("idle") {
        @Override
        void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
            idle(contender, figures);
        }
    },
    SMALL("rss") {
        @Override
        void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
            small(contender, duration, figures);
        }
    };

    private static final int IDLE_CONNECTIONS = 10_000;
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

    Scenario(String metric) {
        this.metric = metric;
    }

    String metric() {
        return metric;
    }

    abstract void run(Contender contender, Generator.Duration duration, Figures figures) throws IOException;

    void load(Contender contender, String load, int connections, Generator.Duration duration, Figures figures)
            throws IOException {
        try (PinnedServer server = new PinnedServer(contender, FLAGS);
                Program generator = Generator.start(load, server.port(), connections, duration)) {
            generator.await("begin");
            long cpu = server.cpuNanos();
            long allocated = contender.jvm() ? server.allocatedBytes() : 0;
            long[] end = numbers(generator.await("end"));
            long cpuUsed = server.cpuNanos() - cpu;
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

    void idle(Contender contender, Figures figures) throws IOException {
        Generator.Duration none = new Generator.Duration(0, 0);
        try (PinnedServer server = new PinnedServer(contender, FLAGS)) {
            try (Program first = Generator.start("idle", server.port(), 100, none)) {
                first.await("opened"); // so that what is loaded once does not count
            }
            long heap = contender.jvm() ? server.heapBytes() : 0;
            long resident = server.residentBytes();
            try (Program generator = Generator.start("idle", server.port(), IDLE_CONNECTIONS, none)) {
                generator.await("opened");
                if (contender.jvm()) {
                    double bytes = server.heapBytes() - heap;
                    figures.add("idle.heap.bytes", contender.name(), bytes / IDLE_CONNECTIONS);
                }
                double bytes = server.residentBytes() - resident;
                figures.add("idle.rss.bytes", contender.name(), bytes / IDLE_CONNECTIONS);
            }
        }
    }

    void small(Contender contender, Generator.Duration duration, Figures figures) throws IOException {
        try (PinnedServer server = new PinnedServer(contender, SMALL_FLAGS);
                Program generator = Generator.start("echo", server.port(), 100, duration)) {
            generator.await("end");
            figures.add("rss.mib", contender.name(), server.residentBytes() / 1048576.0);
        }
    }

    private static long[] numbers(String line) {
        return List.of(line.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
    }
}

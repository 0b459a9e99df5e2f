package dev.linnet.bench.agent;

import static dev.linnet.bench.figures.Report.LINNET;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.figures.Report;
import dev.linnet.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Measures the installed agent, prints a table and writes a flat JSON object: {@code AgentBenchmark JSON APP DIRECTORY
 * [--rounds N] [--seconds S] [--idle S]}. The folder APP, as it is installed, gets an AOT cache first, made by a run like those that are
 * measured. With {@code --idle} only an idle board is measured, after so many seconds.
 */
public final class AgentBenchmark {
    private static final double MIB = 1 << 20;
    private static final int STARTS = 5;
    private static final int FEW = 10;
    private static final int MANY = 1000;

    private final Path agent;
    private final Path cache;
    private final Path directory;
    private final Figures figures = new Figures();
    private int rounds = 3;
    private int seconds = 15;
    private int idleAfter;

    private AgentBenchmark(Path app, Path directory) {
        this.agent = app.resolve("bin/linnet-agent");
        this.cache = app.resolve("lib/linnet-agent.aot"); // where the launcher looks for it
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        AgentBenchmark benchmark = new AgentBenchmark(
                Path.of(arguments[1]).toAbsolutePath(), Path.of(arguments[2]).toAbsolutePath());
        for (int i = 3; i + 1 < arguments.length; i += 2) {
            benchmark.option(arguments[i], Integer.parseInt(arguments[i + 1]));
        }
        benchmark.run();
        Report report = new Report(benchmark.figures);
        report.print(System.out);
        report.write(Path.of(arguments[0]));
        System.exit(0); // whatever threads are left
    }

    private void option(String name, int value) {
        switch (name) {
            case "--rounds" -> rounds = value;
            case "--seconds" -> seconds = value;
            case "--idle" -> idleAfter = value;
            default -> throw new IllegalArgumentException("no option is named " + name);
        }
    }

    private void run() throws IOException, InterruptedException {
        train();
        if (idleAfter > 0) {
            idle();
            return;
        }
        for (int round = 0; round < rounds; round++) {
            for (int start = 0; start < STARTS; start++) {
                figures.add("first.reading.ms", LINNET, firstReading());
            }
            load(FEW);
            load(MANY);
        }
    }

    /** A run whose end leaves an AOT cache beside the jars. */
    private void train() throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        try (ListeningHub hub = new ListeningHub();
                InstalledAgent training = new InstalledAgent(
                        agent, directory.resolve("train"), hub.port(), InstalledAgent.simulated(MANY), cache)) {
            hub.awaitFirst();
            TimeUnit.SECONDS.sleep(3);
            training.stop();
        }
        if (!Files.exists(cache)) {
            throw new IOException("the training run has left no " + cache);
        }
    }

    private double firstReading() throws IOException, InterruptedException {
        try (ListeningHub hub = new ListeningHub();
                InstalledAgent started = new InstalledAgent(
                        agent, directory.resolve("start"), hub.port(), InstalledAgent.simulated(FEW), null)) {
            return (hub.awaitFirst() - started.startedNanos()) / 1e6;
        }
    }

    /** Code that runs once a second is compiled after a few minutes; what is measured is what comes then. */
    private void idle() throws IOException, InterruptedException {
        try (ListeningHub hub = new ListeningHub();
                InstalledAgent running =
                        new InstalledAgent(agent, directory.resolve("idle"), hub.port(), InstalledAgent.idle(), null)) {
            hub.awaitFirst();
            TimeUnit.SECONDS.sleep(idleAfter);
            for (int round = 0; round < rounds; round++) {
                Span span = watch(hub, running.usage());
                figures.add("idle.cpu.percent", LINNET, span.cpuPercent);
                figures.add("idle.wakeups.per.second", LINNET, span.wakeupsPerSecond);
            }
        }
    }

    /** What an agent did in a while. */
    private record Span(double cpuPercent, double wakeupsPerSecond, double readingsPerSecond) {}

    private Span watch(ListeningHub hub, Usage usage) throws IOException, InterruptedException {
        long cpu = usage.cpuNanos();
        long waits = usage.waits();
        long readings = hub.readings();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double nanos = System.nanoTime() - begin;
        return new Span(
                100 * (usage.cpuNanos() - cpu) / nanos,
                (usage.waits() - waits) / nanos * 1e9,
                (hub.readings() - readings) / nanos * 1e9);
    }

    private void load(int perSecond) throws IOException, InterruptedException {
        try (ListeningHub hub = new ListeningHub();
                InstalledAgent running = new InstalledAgent(
                        agent, directory.resolve("load"), hub.port(), InstalledAgent.simulated(perSecond), null)) {
            hub.awaitFirst();
            TimeUnit.SECONDS.sleep(seconds / 3); // its start is not what is measured
            Usage usage = running.usage();
            Span span = watch(hub, usage);
            figures.add("cpu.percent." + perSecond, LINNET, span.cpuPercent);
            figures.add("readings.per.second." + perSecond, LINNET, span.readingsPerSecond);
            if (perSecond == FEW) {
                figures.add("cpu.percent", LINNET, span.cpuPercent);
                figures.add("rss.mib", LINNET, usage.residentBytes() / MIB);
                figures.add("private.mib", LINNET, usage.privateBytes() / MIB);
                figures.add("anonymous.mib", LINNET, usage.anonymousBytes() / MIB);
            } else {
                figures.add("rss.mib." + perSecond, LINNET, usage.residentBytes() / MIB);
                figures.add("private.mib." + perSecond, LINNET, usage.privateBytes() / MIB);
            }
        }
    }
}

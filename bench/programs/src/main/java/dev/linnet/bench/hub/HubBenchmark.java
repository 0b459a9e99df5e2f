package dev.linnet.bench.hub;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.figures.Report;
import dev.linnet.hub.access.AccessException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures the installed hub and its peers in alternating rounds, prints a table and writes a flat JSON object:
 * {@code HubBenchmark JSON HUB PEERS DIRECTORY [--rounds N] [--seconds S] [--warmup S] [--scenario NAME,…]}.
 */
public final class HubBenchmark {
    private final Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);
    private final Figures figures = new Figures();
    private int rounds = 1;
    private double warmup = 25; // the compilers share the hub's core
    private double seconds = 10;

    private HubBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, AccessException {
        HubBenchmark benchmark = new HubBenchmark();
        for (int i = 4; i + 1 < arguments.length; i += 2) {
            benchmark.option(arguments[i], arguments[i + 1]);
        }
        Path directory = Path.of(arguments[3]).toAbsolutePath();
        Bench bench = new Bench(
                Path.of(arguments[1]).toAbsolutePath(),
                Path.of(arguments[2]).toAbsolutePath(),
                directory,
                new Fleet(directory.resolve("fleet")),
                benchmark.warmup,
                benchmark.seconds,
                benchmark.figures);
        boolean failed = benchmark.run(bench);
        Report report = new Report(benchmark.figures);
        report.print(System.out);
        report.write(Path.of(arguments[0]));
        System.exit(failed ? 1 : 0);
    }

    private void option(String name, String value) {
        switch (name) {
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--warmup" -> warmup = Double.parseDouble(value);
            case "--scenario" ->
                scenarios.removeIf(scenario -> !List.of(value.split(",", -1)).contains(scenario.label()));
            default -> throw new IllegalArgumentException("no option is named " + name);
        }
    }

    /** Returns whether anything could not be measured. */
    private boolean run(Bench bench) throws InterruptedException {
        boolean failed = false;
        List<Scenario> order = new ArrayList<>(scenarios);
        for (int round = 0; round < rounds; round++) {
            for (Scenario scenario : order) {
                System.out.printf(Locale.ROOT, "round %d of %d: %s%n", round + 1, rounds, scenario.label());
                try {
                    scenario.run(bench);
                } catch (IOException e) {
                    System.out.println("  no figure: " + e.getMessage());
                    failed = true;
                }
            }
        }
        return failed;
    }
}

package dev.linnet.bench.engine;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.figures.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures all contenders in alternating rounds, prints a table and writes a flat JSON object:
 * {@code EngineBenchmark JSON CERTIFICATE KEY [--rounds N] [--seconds S] [--warmup S] [--only NAME,…] [--scenario NAME,…]
 * [--native NAME=PROGRAM SCRIPT]…}.
 */
public final class EngineBenchmark {
    private final List<Contender> contenders = new ArrayList<>(Contender.onTheJvm());
    private final Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);
    private final List<String> tls;
    private final Figures figures = new Figures();
    private int rounds = 5;
    private double warmup = 4;
    private double seconds = 5;
    private boolean ownFailed;

    private EngineBenchmark(List<String> tls) {
        this.tls = tls;
    }

    public static void main(String[] arguments) throws IOException {
        EngineBenchmark benchmark = new EngineBenchmark(List.of(arguments[1], arguments[2]));
        for (int i = 3; i + 1 < arguments.length; i += 2) {
            benchmark.option(arguments[i], arguments[i + 1]);
        }
        benchmark.run();
        Report report = new Report(benchmark.figures);
        report.print(System.out);
        Path json = Path.of(arguments[0]);
        report.write(json);
        new MarkdownTable(benchmark.figures).write(json.resolveSibling("engine.md"));
        System.exit(benchmark.ownFailed ? 1 : 0);
    }

    private void option(String name, String value) {
        switch (name) {
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--warmup" -> warmup = Double.parseDouble(value);
            case "--only" ->
                contenders.removeIf(contender -> !List.of(value.split(",", -1)).contains(contender.name()));
            case "--scenario" ->
                scenarios.removeIf(scenario -> !List.of(value.split(",", -1)).contains(scenario.metric()));
            case "--native" -> contenders.add(Contender.ofCommand(value));
            default -> throw new IllegalArgumentException("no option is named " + name);
        }
    }

    private void run() {
        for (int round = 0; round < rounds; round++) {
            for (Scenario scenario : scenarios) {
                for (int i = 0; i < contenders.size(); i++) {
                    // Each round starts with another one, so that no one always follows the same neighbour's heat.
                    run(round, scenario, contenders.get((i + round) % contenders.size()));
                }
            }
        }
    }

    private void run(int round, Scenario scenario, Contender contender) {
        if (!scenario.suits(contender)) {
            return;
        }
        System.out.printf(
                Locale.ROOT, "round %d of %d: %s of %s%n", round + 1, rounds, scenario.metric(), contender.name());
        try {
            scenario.run(contender, new Generator.Plan(warmup, seconds, tls), figures);
        } catch (IOException e) {
            System.out.println("  no figure: " + e.getMessage());
            ownFailed |= contender.isLinnet();
        }
    }
}

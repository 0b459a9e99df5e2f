package dev.linnet.bench.figures;

import dev.linnet.bench.figures.Figures.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures as a table for people and as one flat JSON object. */
public final class Report {
    /** The contender that the others are compared with, and that metrics without another name are of. */
    public static final String LINNET = "linnet";

    private static final String BUSY = ".busy";

    private final Figures figures;

    public Report(Figures figures) {
        this.figures = figures;
    }

    /**
     * A block for each metric: median, least and most of the rounds, how many times the other's ours is, and how much of its
     * core each side used: where the server was not busy, something else was the limit.
     */
    public void print(PrintStream out) {
        for (String metric : figures.metrics()) {
            if (!metric.endsWith(BUSY)) {
                print(out, metric);
            }
        }
    }

    private void print(PrintStream out, String metric) {
        Map<String, Summary> ratios = figures.ratiosOf(metric, LINNET);
        Map<String, Summary> server = figures.of(metric + ".server" + BUSY);
        Map<String, Summary> generator = figures.of(metric + ".generator" + BUSY);
        out.printf("%n%-24s %14s %14s %14s %10s", metric, "median", "least", "most", "linnet is");
        out.println(server.isEmpty() ? "" : String.format(" %10s %10s", "server", "generator"));
        figures.of(metric).forEach((contender, summary) -> {
            Summary ratio = ratios.get(contender);
            out.printf(
                    "  %-22s %14s %14s %14s %10s",
                    contender,
                    number(summary.median()),
                    number(summary.min()),
                    number(summary.max()),
                    ratio == null ? "" : String.format(Locale.ROOT, "%.2f ×", ratio.median()));
            out.println(percent(server.get(contender)) + percent(generator.get(contender)));
        });
    }

    private static String percent(@Nullable Summary busy) {
        return busy == null ? "" : String.format(Locale.ROOT, " %8.0f %%", 100 * busy.median());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : "%.3f", value);
    }

    /**
     * One number a name: {@code echo.100} is Linnet's median, {@code echo.100.jetty} another's, {@code echo.100.vs.jetty} the
     * ratio, and each comes with {@code .min} and {@code .max} of the rounds.
     */
    public void write(Path file) throws IOException {
        Map<String, Double> flat = new LinkedHashMap<>();
        for (String metric : figures.metrics()) {
            figures.of(metric).forEach((contender, summary) -> {
                put(flat, contender.equals(LINNET) ? metric : metric + "." + contender, summary);
            });
            figures.ratiosOf(metric, LINNET)
                    .forEach((contender, summary) -> put(flat, metric + ".vs." + contender, summary));
        }
        String json = flat.entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .map(entry -> String.format(Locale.ROOT, "  \"%s\": %.4f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json);
    }

    private static void put(Map<String, Double> flat, String name, Summary summary) {
        flat.put(name, summary.median());
        flat.put(name + ".min", summary.min());
        flat.put(name + ".max", summary.max());
    }
}

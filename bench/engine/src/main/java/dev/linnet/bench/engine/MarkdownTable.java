package dev.linnet.bench.engine;

import dev.linnet.bench.figures.Figures;
import dev.linnet.bench.figures.Figures.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of {@code docs/benchmarks.md}: a row for each contender, each figure with the spread of its rounds. */
final class MarkdownTable {
    /** A metric, its heading, and what its values are divided by. */
    private record Column(String metric, String heading, double unit) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("echo.100", "echo, 100: k msg/s", 1000),
            new Column("echo.100.cpu.us", "µs CPU each", 1),
            new Column("echo.1000", "echo, 1000: k msg/s", 1000),
            new Column("echo.1000.cpu.us", "µs CPU each", 1),
            new Column("ingest.100", "ingest, 100: M msg/s", 1e6),
            new Column("ingest.100.cpu.us", "µs CPU each", 1),
            new Column("latency.p50.us", "20k/s: median µs", 1),
            new Column("latency.p99.us", "99 % µs", 1),
            new Column("wss.echo.100", "WSS echo, 100: k msg/s", 1000),
            new Column("wss.ingest.100", "WSS ingest, 100: M msg/s", 1e6),
            new Column("idle.heap.bytes", "heap B/idle connection", 1),
            new Column("rss.mib", "resident MiB", 1),
            new Column("rss.bare.mib", "with those flags alone", 1),
            new Column("alloc.bytes.per.message", "B allocated/message", 1));

    private final Figures figures;

    MarkdownTable(Figures figures) {
        this.figures = figures;
    }

    void write(Path file) throws IOException {
        List<Column> columns = COLUMNS.stream()
                .filter(column -> figures.metrics().contains(column.metric()))
                .toList();
        Set<String> contenders = new LinkedHashSet<>();
        columns.forEach(column -> contenders.addAll(figures.of(column.metric()).keySet()));
        StringBuilder table = new StringBuilder("| |");
        columns.forEach(column -> table.append(' ').append(column.heading()).append(" |"));
        table.append("\n| --- |").append(" --- |".repeat(columns.size())).append('\n');
        for (String contender : contenders) {
            table.append(columns.stream()
                    .map(column -> cell(figures.of(column.metric()).get(contender), column.unit()))
                    .collect(Collectors.joining(" | ", "| " + contender + " | ", " |\n")));
        }
        Files.writeString(file, table);
    }

    private static String cell(@Nullable Summary summary, double unit) {
        if (summary == null) {
            return "–";
        }
        return String.format(
                Locale.ROOT,
                "%s (%s–%s)",
                number(summary.median() / unit),
                number(summary.min() / unit),
                number(summary.max() / unit));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}

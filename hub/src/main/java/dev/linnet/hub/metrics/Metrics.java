package dev.linnet.hub.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The hub's metrics by name, written in Prometheus' text exposition format 0.0.4. Registering happens while wiring;
 * counting and {@link #text} from any thread.
 */
public final class Metrics {
    private record Series(String labels, DoubleSupplier value) {}

    private record Family(String help, String type, List<Series> series) {}

    private final Map<String, Family> families = new LinkedHashMap<>(); // guarded by this

    /**
     * A new counter.
     *
     * @param name as Prometheus wants it: {@code linnet_…_total}
     * @param labels alternating names and values
     */
    public Counter counter(String name, String help, String... labels) {
        Counter counter = new Counter();
        add(name, help, "counter", counter::value, labels);
        return counter;
    }

    /** A value that is read when asked for; from any thread, without blocking. */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        add(name, help, "gauge", value, labels);
    }

    /** A count that someone else keeps; from any thread, without blocking. */
    public void count(String name, String help, DoubleSupplier value, String... labels) {
        add(name, help, "counter", value, labels);
    }

    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            text.append("# HELP ").append(name).append(' ').append(family.help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
            for (Series series : family.series) {
                text.append(name).append(series.labels).append(' ');
                text.append(number(series.value.getAsDouble())).append('\n');
            }
        });
        return text.toString();
    }

    private synchronized void add(String name, String help, String type, DoubleSupplier value, String... labels) {
        families.computeIfAbsent(name, n -> new Family(help, type, new ArrayList<>()))
                .series
                .add(new Series(labels(labels), value));
    }

    private static String labels(String... labels) {
        if (labels.length == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1])
                    .append('"');
        }
        return text.append('}').toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

package dev.linnet.bench.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: for each metric, for each contender, one value a round. */
public final class Figures {
    private final Map<String, Map<String, List<Double>>> byMetric = new LinkedHashMap<>();

    /** Middle, least and most of some rounds. */
    public record Summary(double median, double min, double max) {
        public static Summary of(Collection<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Summary(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    public void add(String metric, String contender, double value) {
        byMetric.computeIfAbsent(metric, absent -> new LinkedHashMap<>())
                .computeIfAbsent(contender, absent -> new ArrayList<>())
                .add(value);
    }

    public Collection<String> metrics() {
        return byMetric.keySet();
    }

    public Map<String, Summary> of(String metric) {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        byMetric.getOrDefault(metric, Map.of())
                .forEach((contender, values) -> summaries.put(contender, Summary.of(values)));
        return summaries;
    }

    /** How many times the other's figure the first one's is, round by round, where both have a figure for every round. */
    public Map<String, Summary> ratiosOf(String metric, String first) {
        Map<String, List<Double>> contenders = byMetric.getOrDefault(metric, Map.of());
        List<Double> own = contenders.getOrDefault(first, List.of());
        Map<String, Summary> ratios = new LinkedHashMap<>();
        contenders.forEach((other, values) -> {
            if (!other.equals(first) && !own.isEmpty() && values.size() == own.size()) {
                List<Double> each = new ArrayList<>();
                for (int i = 0; i < own.size(); i++) {
                    each.add(own.get(i) / values.get(i));
                }
                ratios.put(other, Summary.of(each));
            }
        });
        return ratios;
    }
}

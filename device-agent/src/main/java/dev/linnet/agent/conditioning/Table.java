package dev.linnet.agent.conditioning;

import java.util.Arrays;
import java.util.List;

/** Straight lines between known points; beyond the first and the last the line goes on. */
public final class Table implements Filter.Transform {
    /** The sensor says {@code raw} where the truth is {@code actual}. */
    public record Point(double raw, double actual) {}

    private final double[] raw;
    private final double[] actual;

    /** Throws {@link IllegalArgumentException} for fewer than two points, or two for one raw value. */
    public Table(List<Point> points) {
        if (points.size() < 2) {
            throw new IllegalArgumentException("a table needs at least two points");
        }
        raw = points.stream().mapToDouble(Point::raw).toArray();
        actual = points.stream().mapToDouble(Point::actual).toArray();
        for (int i = 1; i < raw.length; i++) {
            if (!(raw[i] > raw[i - 1])) {
                throw new IllegalArgumentException("a table's points must rise from left to right");
            }
        }
    }

    @Override
    public double apply(double value) {
        int found = Arrays.binarySearch(raw, value);
        if (found >= 0) {
            return actual[found];
        }
        int to = Math.clamp(-found - 1, 1, raw.length - 1);
        double slope = (actual[to] - actual[to - 1]) / (raw[to] - raw[to - 1]);
        return actual[to - 1] + (value - raw[to - 1]) * slope;
    }
}

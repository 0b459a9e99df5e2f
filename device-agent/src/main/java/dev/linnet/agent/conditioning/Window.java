package dev.linnet.agent.conditioning;

import java.util.Arrays;

/** The last so many values. */
final class Window {
    private final double[] values;
    private int count;
    private int next;

    Window(int size) {
        values = new double[size];
    }

    void add(double value) {
        values[next] = value;
        next = (next + 1) % values.length;
        count = Math.min(count + 1, values.length);
    }

    /** Those that are there, in no order. */
    double[] values() {
        return Arrays.copyOf(values, count);
    }
}

package dev.linnet.agent.conditioning;

import java.util.Arrays;

/** The median of the last values: a single outlier leaves no trace. Of an even number, the mean of the two in the middle. */
public final class Median implements Filter.Transform {
    private final Window window;

    public Median(int size) {
        window = new Window(size);
    }

    @Override
    public double apply(double value) {
        window.add(value);
        double[] sorted = window.values();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}

package dev.linnet.agent.conditioning;

/** The mean of the last values. */
public final class Mean implements Filter.Transform {
    private final Window window;

    public Mean(int size) {
        window = new Window(size);
    }

    @Override
    public double apply(double value) {
        window.add(value);
        double[] values = window.values();
        double mean = 0;
        for (double one : values) {
            mean += one / values.length;
        }
        return mean;
    }
}

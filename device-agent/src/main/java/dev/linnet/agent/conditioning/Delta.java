package dev.linnet.agent.conditioning;

/** A dead band: holds a value back that differs by less than {@code band} from the last one sent. */
public final class Delta implements Filter.Gate {
    private final double band;
    private double last = Double.NaN;

    public Delta(double band) {
        this.band = band;
    }

    @Override
    public boolean holds(double value, long nanoTime, boolean held) {
        return held || Math.abs(value - last) < band;
    }

    @Override
    public void passed(double value, long nanoTime) {
        last = value;
    }
}

package dev.linnet.sensors.expander;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Some lines of one chip, looked at again and again: told when they change, and confirmed once a minute. */
final class ExpanderInputs implements Sensor {
    private static final Duration CONFIRM = Duration.ofMinutes(1);

    private final Hardware hardware;
    private final Expander expander;
    private final List<ChannelSpec> channels;
    private final List<Integer> lines;
    private final boolean pullUp;
    private final boolean activeLow;

    // The calling thread's; calls come one at a time.
    private boolean told;
    private int lastLevels;
    private long lastConfirmed;

    /** @param channels one for each of the lines, in their order */
    ExpanderInputs(
            Hardware hardware,
            Expander expander,
            List<ChannelSpec> channels,
            List<Integer> lines,
            boolean pullUp,
            boolean activeLow) {
        this.hardware = hardware;
        this.expander = expander;
        this.channels = channels;
        this.lines = lines;
        this.pullUp = pullUp;
        this.activeLow = activeLow;
    }

    @Override
    public List<ChannelSpec> channels() {
        return channels;
    }

    @Override
    public void open(SampleSink edges) throws IOException {
        told = false;
        for (int line : lines) {
            expander.input(line, pullUp);
        }
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        int levels;
        try {
            levels = expander.levels();
        } catch (IOException e) {
            told = false;
            throw e;
        }
        long now = hardware.nanoTime();
        boolean confirm = !told || now - lastConfirmed >= CONFIRM.toNanos();
        for (int i = 0; i < lines.size(); i++) {
            int line = lines.get(i);
            boolean high = (levels >> line & 1) != 0;
            if (confirm || ((levels ^ lastLevels) >> line & 1) != 0) {
                sink.accept(channels.get(i), Sample.of(high != activeLow), now);
            }
        }
        if (confirm) {
            lastConfirmed = now;
        }
        told = true;
        lastLevels = levels;
    }
}

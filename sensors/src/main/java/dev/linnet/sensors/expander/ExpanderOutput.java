package dev.linnet.sensors.expander;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import java.io.IOException;

/** One line of a chip that is driven. The chip keeps its level when the agent has ended. */
final class ExpanderOutput implements Actuator {
    private final ChannelSpec channel;
    private final Expander expander;
    private final int line;
    private final boolean activeLow;

    ExpanderOutput(ChannelSpec channel, Expander expander, int line, boolean activeLow) {
        this.channel = channel;
        this.expander = expander;
        this.line = line;
        this.activeLow = activeLow;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void open(Sample.Value initial) throws IOException {
        write(initial);
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        if (!(value instanceof Sample.Bool(boolean on))) {
            throw new IllegalArgumentException("line " + line + " takes on or off, not " + value);
        }
        expander.output(line, on != activeLow);
    }

    @Override
    public Sample.Value read() throws IOException {
        return Sample.of(expander.level(line) != activeLow);
    }

    @Override
    public void close() {}
}

package dev.linnet.sensors.gpio;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A digital input: every edge is told at once, and the level can be read at any time. */
final class GpioInput implements Sensor {
    private final Hardware hardware;
    private final ChannelSpec channel;
    private final InputLine line;
    private final AtomicLong stamped; // any thread

    GpioInput(Hardware hardware, ChannelSpec channel, InputLine line) {
        this.hardware = hardware;
        this.channel = channel;
        this.line = line;
        this.stamped = new AtomicLong(hardware.nanoTime());
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void open(SampleSink edges) throws IOException {
        line.open(new InputLine.Listener() {
            @Override
            public void changed(boolean on, long nanoTime, long lost) {
                if (lost > 0) {
                    edges.accept(channel, new Sample.Missed(lost), stamp(nanoTime));
                }
                edges.accept(channel, Sample.of(on), stamp(nanoTime));
            }

            @Override
            public void removed() {
                edges.accept(
                        channel, new Sample.Unavailable(line + ": the chip was removed"), stamp(hardware.nanoTime()));
            }
        });
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        // Stamped before the level is read: an edge that comes in between is the newer one.
        long now = stamp(hardware.nanoTime());
        sink.accept(channel, Sample.of(line.isOn()), now);
    }

    /** Never twice the same and never back, or an edge that a confirmation of the level has overtaken would be taken for old. */
    private long stamp(long time) {
        return stamped.accumulateAndGet(time, (last, next) -> next - last > 0 ? next : last + 1);
    }

    @Override
    public void close() {
        line.close();
    }
}

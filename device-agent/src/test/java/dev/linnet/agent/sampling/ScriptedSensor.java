package dev.linnet.agent.sampling;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sensor that does what the test says, and notes when. */
final class ScriptedSensor implements Sensor {
    static final ChannelSpec CHANNEL = ChannelSpec.number("", Quantity.TEMPERATURE);

    private final VirtualLoop loop;
    final List<Duration> openedAt = new ArrayList<>();
    final List<Duration> sampledAt = new ArrayList<>();
    private final long start;
    Duration conversion = Duration.ZERO;

    @Nullable
    String openFault;

    @Nullable
    Exception sampleFault;

    @Nullable
    SampleSink edges;

    ScriptedSensor(VirtualLoop loop) {
        this.loop = loop;
        this.start = loop.nanoTime();
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(CHANNEL);
    }

    @Override
    public void open(SampleSink sink) throws IOException {
        openedAt.add(now());
        if (openFault != null) {
            throw new IOException(openFault);
        }
        edges = sink;
    }

    @Override
    public Duration prepare() {
        return conversion;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        sampledAt.add(now());
        if (sampleFault instanceof IOException fault) {
            throw fault;
        }
        if (sampleFault instanceof RuntimeException defect) {
            throw defect;
        }
        sink.accept(CHANNEL, Sample.of((double) sampledAt.size()), loop.nanoTime());
    }

    private Duration now() {
        return Duration.ofNanos(loop.nanoTime() - start);
    }
}

package dev.linnet.sensors.simulated;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts its own readings: 1, 2, 3 and so on; from where its log ends, if it keeps one. */
final class CounterSensor implements Sensor {
    private final ChannelSpec channel;
    private final TruthLog log;
    private final LongSupplier nanoTime;
    private double count; // the sampling thread's

    CounterSensor(ChannelSpec channel, TruthLog log, LongSupplier nanoTime) {
        this.channel = channel;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void open(SampleSink edges) throws IOException {
        count = Math.max(count, log.last());
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        long now = nanoTime.getAsLong();
        log.add(count + 1, now);
        count++;
        sink.accept(channel, Sample.of(count), now);
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

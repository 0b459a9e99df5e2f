package dev.linnet.sensors.simulated;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** A contact that is off for one period and on for the next. */
final class SwitchSensor implements Sensor {
    private final ChannelSpec channel;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private final long startNanos;

    SwitchSensor(ChannelSpec channel, Duration period, LongSupplier nanoTime) {
        this.channel = channel;
        this.periodNanos = period.toNanos();
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void sample(SampleSink sink) {
        long now = nanoTime.getAsLong();
        boolean on = Math.floorMod((now - startNanos) / periodNanos, 2L) == 1;
        sink.accept(channel, Sample.of(on), now);
    }
}

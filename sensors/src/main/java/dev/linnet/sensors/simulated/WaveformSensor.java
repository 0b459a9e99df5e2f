package dev.linnet.sensors.simulated;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** A number that moves between two bounds. */
final class WaveformSensor implements Sensor {
    /** The largest step of a random walk, as a part of the way between the bounds. */
    private static final double STRIDE = 0.05;

    private final ChannelSpec channel;
    private final Waveform waveform;
    private final Range bounds;
    private final long periodNanos;
    private final double noise;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final long startNanos;
    private double walked = 0.5; // the sampling thread's; a height from 0 to 1

    WaveformSensor(
            ChannelSpec channel, Waveform waveform, Range bounds, Duration period, double noise, Hardware hardware) {
        this(channel, waveform, bounds, period, noise, hardware::nanoTime, hardware.random());
    }

    WaveformSensor(
            ChannelSpec channel,
            Waveform waveform,
            Range bounds,
            Duration period,
            double noise,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.channel = channel;
        this.waveform = waveform;
        this.bounds = bounds;
        this.periodNanos = period.toNanos();
        this.noise = noise;
        this.nanoTime = nanoTime;
        this.random = random;
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void sample(SampleSink sink) {
        long now = nanoTime.getAsLong();
        double phase = Math.floorMod(now - startNanos, periodNanos) / (double) periodNanos;
        double height = waveform == Waveform.RANDOM_WALK ? walk() : waveform.height(phase);
        double value = bounds.min() + height * (bounds.max() - bounds.min());
        if (noise > 0) {
            value += random.nextDouble(-noise, noise);
        }
        sink.accept(channel, Sample.of(Math.round(value * 1000) / 1000.0), now);
    }

    private double walk() {
        walked = Math.clamp(walked + random.nextDouble(-STRIDE, STRIDE), 0, 1);
        return walked;
    }
}

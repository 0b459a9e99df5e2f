package dev.linnet.sensors.counter;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.gpio.InputLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts pulses of an input, and keeps the total on the disk: once a minute while it grows, and at the end. */
final class PulseCounter implements Sensor {
    private static final Logger LOG = LoggerFactory.getLogger(PulseCounter.class);
    private static final Duration KEEP = Duration.ofMinutes(1);

    private final Hardware hardware;
    private final InputLine input;
    private final Total kept;
    private final Meter meter;
    private final double pulsesPerUnit;
    private final List<ChannelSpec> channels;

    // The calling thread's; calls come one at a time. The train itself hears pulses from the provider's thread.
    private @Nullable PulseTrain train;
    private long keptTotal;
    private long keptAt;

    PulseCounter(Hardware hardware, InputLine input, Total kept, Meter meter, double pulsesPerUnit) {
        this.hardware = hardware;
        this.input = input;
        this.kept = kept;
        this.meter = meter;
        this.pulsesPerUnit = pulsesPerUnit;
        this.channels = meter.channels();
    }

    @Override
    public List<ChannelSpec> channels() {
        return channels;
    }

    /** After a fault the count goes on from where it was. */
    @Override
    public void open(SampleSink edges) throws IOException {
        if (train == null) {
            keptTotal = kept.read();
            keptAt = hardware.nanoTime();
            train = new PulseTrain(keptTotal);
        }
        PulseTrain pulses = train;
        input.open((on, nanoTime, lost) -> {
            if (on) {
                // Of the edges that were lost every other one began a pulse.
                pulses.pulse(nanoTime, lost / 2);
            }
        });
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        if (train == null) {
            throw new IOException(input + " is not open");
        }
        input.isOn(); // Says so when the line has gone.
        long now = hardware.nanoTime();
        PulseTrain.Reading reading = train.read(now);
        sink.accept(channels.getFirst(), Sample.of(reading.total() / pulsesPerUnit), now);
        sink.accept(channels.getLast(), Sample.of(meter.rate(reading.rate() / pulsesPerUnit)), now);
        if (now - keptAt >= KEEP.toNanos()) {
            keep(reading.total(), now);
        }
    }

    private void keep(long total, long now) {
        if (total == keptTotal) {
            return;
        }
        try {
            kept.write(total);
            keptTotal = total;
        } catch (IOException e) {
            LOG.warn(
                    "{}: the total cannot be kept, a restart would lose what came since {}: {}",
                    input,
                    keptTotal,
                    e.getMessage());
        }
        keptAt = now;
    }

    @Override
    public void close() {
        input.close();
        if (train != null) {
            long now = hardware.nanoTime();
            keep(train.read(now).total(), now);
        }
    }
}

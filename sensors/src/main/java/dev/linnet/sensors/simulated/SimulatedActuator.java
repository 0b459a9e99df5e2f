package dev.linnet.sensors.simulated;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told, after as long as a real one would take. */
final class SimulatedActuator implements Actuator {
    private final ChannelSpec channel;
    private final Duration delay;
    private final TruthLog log;
    private final LongSupplier nanoTime;
    private Sample.@Nullable Value state; // the calling thread's; calls come one at a time

    SimulatedActuator(ChannelSpec channel, Duration delay, TruthLog log, LongSupplier nanoTime) {
        this.channel = channel;
        this.delay = delay;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void open(Sample.Value initial) {
        state = initial;
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        read();
        if (delay.isPositive()) {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while switching").initCause(e);
            }
        }
        if (value instanceof Sample.Numeric(double number)) {
            log.add(number, nanoTime.getAsLong());
        }
        state = value;
    }

    @Override
    public Sample.Value read() throws IOException {
        Sample.Value known = state;
        if (known == null) {
            throw new IOException("the simulated actuator is not open");
        }
        return known;
    }

    @Override
    public void close() {
        state = null;
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

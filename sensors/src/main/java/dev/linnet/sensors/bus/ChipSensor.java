package dev.linnet.sensors.bus;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chip on a bus as a sensor. A reading that fails on the wire, or gives a value outside its channel's range, is tried again at once, a few
 * times. What fails then is the caller's to report, and the chip is set up anew before its next reading; nonsense that stays is said to be.
 *
 * @param <W> how the chip is spoken to
 */
public final class ChipSensor<W extends AutoCloseable> implements Sensor {
    private static final int TRIES = 3;

    private final Hardware hardware;
    private final Place<W> place;
    private final Function<W, Chip> chips;
    private final List<ChannelSpec> channels;

    // The calling thread's; calls come one at a time.
    private @Nullable W wire;
    private @Nullable Chip chip;

    public ChipSensor(Hardware hardware, Place<W> place, List<ChannelSpec> channels, Function<W, Chip> chips) {
        this.hardware = hardware;
        this.place = place;
        this.channels = channels;
        this.chips = chips;
    }

    @Override
    public List<ChannelSpec> channels() {
        return channels;
    }

    @Override
    public void open(SampleSink edges) throws IOException {
        close();
        W opened = place.open(hardware);
        wire = opened;
        Chip found = chips.apply(opened);
        try {
            retried(() -> {
                found.initialise();
                return found;
            });
        } catch (IOException e) {
            close();
            throw e;
        }
        chip = found;
    }

    @Override
    public Duration prepare() throws IOException {
        return retried(opened()::start);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        Chip reading = opened();
        double[] values = measured(reading);
        long now = hardware.nanoTime();
        for (int i = 0; i < values.length; i++) {
            ChannelSpec channel = channels.get(i);
            sink.accept(channel, checked(channel, values[i]), now);
        }
    }

    /**
     * What the measurement that has been started gave. When that did not come, or is nonsense, the next one's: most chips give an answer
     * once. Nonsense that stays is returned.
     */
    private double[] measured(Chip reading) throws IOException {
        IOException first = null;
        double[] values = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                if (tries > 0) {
                    await(reading.start());
                }
                values = reading.read();
                if (!isNonsense(values)) {
                    return values;
                }
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (values == null) {
            throw named(first);
        }
        return values;
    }

    private static void await(Duration conversion) throws InterruptedException {
        if (conversion.isPositive()) {
            Thread.sleep(conversion);
        }
    }

    private boolean isNonsense(double[] values) {
        for (int i = 0; i < values.length; i++) {
            Range range = channels.get(i).range();
            if (!Double.isNaN(values[i]) && range != null && !range.contains(values[i])) {
                return true;
            }
        }
        return false;
    }

    private <T> T retried(Step<T> step) throws IOException {
        IOException first = null;
        for (int failures = 0; failures < TRIES; failures++) {
            try {
                return step.run();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw named(first);
    }

    private IOException named(@Nullable IOException failure) {
        String reason = failure == null ? "failed" : String.valueOf(failure.getMessage());
        return reason.contains(place.toString())
                ? new IOException(reason, failure)
                : new IOException(place + ": " + reason, failure);
    }

    private Sample checked(ChannelSpec channel, double value) {
        if (Double.isNaN(value)) {
            return new Sample.Unavailable(place + " has no value yet");
        }
        if (channel.range() == null || channel.range().contains(value)) {
            return Sample.of(value);
        }
        return new Sample.Unavailable(String.format(
                Locale.ROOT, "%s gave %.4g %s, outside %s", place, value, channel.unit(), channel.range()));
    }

    private Chip opened() throws IOException {
        if (chip == null) {
            throw new IOException(place + " is not open");
        }
        return chip;
    }

    @Override
    public void close() {
        chip = null;
        W open = wire;
        wire = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException(place + " cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }
}

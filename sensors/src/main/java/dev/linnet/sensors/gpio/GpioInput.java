package dev.linnet.sensors.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.linux.gpio.LineEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A digital input: every edge is told at once, and the level can be read at any time. */
final class GpioInput implements Sensor {
    private final Hardware hardware;
    private final ChannelSpec channel;
    private final Line line;
    private final Pull pull;
    private final DigitalState onState;
    private final Duration debounce;
    private final AtomicLong stamped; // any thread
    private volatile @Nullable DigitalInput input; // set by open and close, which do not overlap; read by sample

    GpioInput(Hardware hardware, ChannelSpec channel, Line line, Pull pull, boolean activeLow, Duration debounce) {
        this.hardware = hardware;
        this.channel = channel;
        this.line = line;
        this.pull = pull;
        this.onState = activeLow ? DigitalState.LOW : DigitalState.HIGH;
        this.debounce = debounce;
        this.stamped = new AtomicLong(hardware.nanoTime());
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void open(SampleSink edges) throws IOException {
        close();
        Context pi4j = hardware.pi4j();
        if (!pi4j.hasProvider(DigitalInputProvider.class)) {
            throw new IOException(line + ": no Pi4J provider for digital inputs is on the class path");
        }
        try {
            DigitalInputConfigBuilder builder = DigitalInput.newConfigBuilder(pi4j)
                    .id(line.id())
                    .pull(pull.resistance())
                    .debounce(debounce.toNanos() / 1000, TimeUnit.MICROSECONDS)
                    .onState(onState);
            line.choose(builder);
            DigitalInput opened = pi4j.create(builder);
            opened.addListener(event -> tell(edges, event));
            input = opened;
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        DigitalInput opened = input;
        if (opened == null) {
            throw new IOException(line + " is not open");
        }
        // Stamped before the level is read: an edge that comes in between is the newer one.
        long now = stamp(hardware.nanoTime());
        DigitalState state;
        try {
            state = opened.state();
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
        if (state == DigitalState.UNKNOWN) {
            throw new IOException(line + ": the provider does not know its level");
        }
        sink.accept(channel, Sample.of(state == onState), now);
    }

    private void tell(SampleSink edges, DigitalStateChangeEvent<?> event) {
        // The kernel's stamp where the provider passes it on: System.nanoTime's clock, taken in the interrupt.
        long time = stamp(event instanceof LineEvent edge ? edge.edge().timestamp() : hardware.nanoTime());
        Sample sample = event.state() == DigitalState.UNKNOWN
                ? new Sample.Unavailable(line + ": the chip was removed")
                : Sample.of(event.state() == onState);
        edges.accept(channel, sample, time);
    }

    /** Never twice the same and never back, or an edge that a confirmation of the level has overtaken would be taken for old. */
    private long stamp(long time) {
        return stamped.accumulateAndGet(time, (last, next) -> next - last > 0 ? next : last + 1);
    }

    @Override
    public void close() {
        DigitalInput opened = input;
        input = null;
        if (opened != null) {
            opened.close();
        }
    }
}

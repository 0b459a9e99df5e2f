package dev.linnet.sensors.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A digital input: every edge is told at once, and the level can be read at any time. */
final class GpioInput implements Sensor {
    private final Hardware hardware;
    private final ChannelSpec channel;
    private final Line line;
    private final Pull pull;
    private final DigitalState onState;
    private final Duration debounce;
    private volatile @Nullable DigitalInput input; // set by open and close, which do not overlap; read by sample

    GpioInput(Hardware hardware, ChannelSpec channel, Line line, Pull pull, boolean activeLow, Duration debounce) {
        this.hardware = hardware;
        this.channel = channel;
        this.line = line;
        this.pull = pull;
        this.onState = activeLow ? DigitalState.LOW : DigitalState.HIGH;
        this.debounce = debounce;
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
            opened.addListener(event -> {
                if (event.state() != DigitalState.UNKNOWN) {
                    edges.accept(channel, Sample.of(event.state() == onState), hardware.nanoTime());
                }
            });
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
        long now = hardware.nanoTime();
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

    @Override
    public void close() {
        DigitalInput opened = input;
        input = null;
        if (opened != null) {
            opened.close();
        }
    }
}

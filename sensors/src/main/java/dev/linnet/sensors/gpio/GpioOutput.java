package dev.linnet.sensors.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A digital output: a relay, a lamp, a valve. */
final class GpioOutput implements Actuator {
    private final Hardware hardware;
    private final ChannelSpec channel;
    private final Line line;
    private final DigitalState onState;
    private @Nullable DigitalOutput output; // the calling thread's; calls come one at a time

    GpioOutput(Hardware hardware, ChannelSpec channel, Line line, boolean activeLow) {
        this.hardware = hardware;
        this.channel = channel;
        this.line = line;
        this.onState = activeLow ? DigitalState.LOW : DigitalState.HIGH;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void open(Sample.Value initial) throws IOException {
        close();
        Context pi4j = hardware.pi4j();
        if (!pi4j.hasProvider(DigitalOutputProvider.class)) {
            throw new IOException(line + ": no Pi4J provider for digital outputs is on the class path");
        }
        try {
            // No shutdown state: when the agent stops, the agent says what the line is to be.
            DigitalOutputConfigBuilder builder = DigitalOutput.newConfigBuilder(pi4j)
                    .id(line.id())
                    .onState(onState)
                    .initial(level(initial));
            line.choose(builder);
            output = pi4j.create(builder);
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        DigitalState level = level(value);
        DigitalOutput opened = opened();
        try {
            opened.state(level);
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
    }

    @Override
    public Sample.Value read() throws IOException {
        DigitalOutput opened = opened();
        DigitalState state;
        try {
            state = opened.state();
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
        if (state == DigitalState.UNKNOWN) {
            throw new IOException(line + ": the provider does not know its level");
        }
        return Sample.of(state == onState);
    }

    @Override
    public void close() {
        DigitalOutput opened = output;
        output = null;
        if (opened != null) {
            opened.close();
        }
    }

    private DigitalOutput opened() throws IOException {
        DigitalOutput opened = output;
        if (opened == null) {
            throw new IOException(line + " is not open");
        }
        return opened;
    }

    private DigitalState level(Sample.Value value) {
        return switch (value) {
            case Sample.Bool(boolean on) -> on ? onState : DigitalState.getInverseState(onState);
            case Sample.Numeric n -> throw new IllegalArgumentException(line + " takes on or off, not " + n.value());
            case Sample.Text t -> throw new IllegalArgumentException(line + " takes on or off, not " + t.value());
        };
    }
}

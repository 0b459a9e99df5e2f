package dev.linnet.sensors.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.Hardware;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An output line that is on or off, whichever level that is. One thread at a time. */
public final class OutputLine {
    private final Hardware hardware;
    private final Line line;
    private final DigitalState onState;
    private @Nullable DigitalOutput output;

    public OutputLine(Hardware hardware, Line line, boolean activeLow) {
        this.hardware = hardware;
        this.line = line;
        this.onState = activeLow ? DigitalState.LOW : DigitalState.HIGH;
    }

    /** Takes the line, in that state from the first moment. */
    public void open(boolean on) throws IOException {
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
                    .initial(level(on));
            line.choose(builder);
            output = pi4j.create(builder);
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
    }

    /** Switches it. */
    public void set(boolean on) throws IOException {
        DigitalOutput opened = opened();
        try {
            opened.state(level(on));
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
    }

    /** Read back from the line. */
    public boolean isOn() throws IOException {
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
        return state == onState;
    }

    /** Lets go of the line as it is. */
    public void close() {
        DigitalOutput opened = output;
        output = null;
        if (opened != null) {
            opened.close();
        }
    }

    /** Switches it off and lets go, even if it cannot be switched. */
    public void letGoOff() {
        DigitalOutput opened = output;
        if (opened != null) {
            opened.config().shutdownState(level(false));
        }
        close();
    }

    private DigitalState level(boolean on) {
        return on ? onState : DigitalState.getInverseState(onState);
    }

    private DigitalOutput opened() throws IOException {
        DigitalOutput opened = output;
        if (opened == null) {
            throw new IOException(line + " is not open");
        }
        return opened;
    }

    @Override
    public String toString() {
        return line.toString();
    }
}

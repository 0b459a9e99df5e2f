package dev.linnet.sensors.linux.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.linux.kernel.KernelException;

/** An output line; its state is always read back from the hardware. */
public final class LinuxDigitalOutput extends DigitalOutputBase {
    private final Line line;

    LinuxDigitalOutput(DigitalOutputProvider provider, DigitalOutputConfig config, Line line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalOutput state(DigitalState state) throws IOException {
        if (state == DigitalState.UNKNOWN) {
            throw new IOException(line.name() + ": an output can be set to HIGH or LOW only");
        }
        try {
            line.set(state.isHigh());
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
        return super.state(state);
    }

    /** The level on the wire now, whoever drives it. */
    @Override
    public DigitalState state() {
        try {
            return line.high() ? DigitalState.HIGH : DigitalState.LOW;
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Sets the shutdown state if there is one, then gives the line back, whatever came of it. */
    @Override
    public DigitalOutput shutdownInternal(Context context) throws ShutdownException {
        if (!line.isOpen()) {
            return this;
        }
        try {
            return super.shutdownInternal(context);
        } finally {
            line.close();
        }
    }
}

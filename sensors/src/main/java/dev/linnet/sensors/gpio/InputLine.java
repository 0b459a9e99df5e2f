package dev.linnet.sensors.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.linux.gpio.LineEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An input line that is on or off, whichever level that is. Opened and closed by one thread at a time, read by any. */
public final class InputLine {
    private final Hardware hardware;
    private final Line line;
    private final Pull pull;
    private final DigitalState onState;
    private final Duration debounce;

    /** Set by open and close, which do not overlap. */
    private volatile @Nullable DigitalInput input;

    /** Hears of changes on the provider's thread, which serves every line: it must return soon. */
    public interface Listener {
        /**
         * The line has changed.
         *
         * @param nanoTime when, on the clock of {@link Hardware#nanoTime}; the kernel's own stamp where the provider passes it on
         * @param lost edges just before this one that were dropped because they were not fetched in time
         */
        void changed(boolean on, long nanoTime, long lost);

        /** The chip is gone; nothing comes after this. */
        default void removed() {}
    }

    public InputLine(Hardware hardware, Line line, Pull pull, boolean activeLow, Duration debounce) {
        this.hardware = hardware;
        this.line = line;
        this.pull = pull;
        this.onState = activeLow ? DigitalState.LOW : DigitalState.HIGH;
        this.debounce = debounce;
    }

    /** Takes the line. */
    public void open(Listener listener) throws IOException {
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
            opened.addListener(event -> tell(listener, event));
            input = opened;
        } catch (RuntimeException e) {
            throw line.fault(e);
        }
    }

    private void tell(Listener listener, DigitalStateChangeEvent<?> event) {
        if (event.state() == DigitalState.UNKNOWN) {
            listener.removed();
            return;
        }
        boolean on = event.state() == onState;
        if (event instanceof LineEvent known) {
            listener.changed(on, known.edge().timestamp(), known.edge().lost());
        } else {
            listener.changed(on, hardware.nanoTime(), 0);
        }
    }

    /** The level on the wire now; with a debounce, the debounced one. */
    public boolean isOn() throws IOException {
        DigitalInput opened = input;
        if (opened == null) {
            throw new IOException(line + " is not open");
        }
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

    /** Lets go of the line; may be called twice. */
    public void close() {
        DigitalInput opened = input;
        input = null;
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public String toString() {
        return line.toString();
    }
}

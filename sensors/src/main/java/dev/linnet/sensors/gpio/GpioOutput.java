package dev.linnet.sensors.gpio;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorTimer;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A digital output: a relay, a lamp, a valve; one that stays on, or one that goes off by itself. */
final class GpioOutput implements Actuator {
    private final ChannelSpec channel;
    private final OutputLine line;
    private final Beat beat;

    // The calling thread's; calls and steps come one at a time.
    private @Nullable ActuatorTimer timer;
    private ActuatorTimer.@Nullable Pending pending;
    private int beatsLeft;

    GpioOutput(Hardware hardware, ChannelSpec channel, Line line, boolean activeLow, Beat beat) {
        this.channel = channel;
        this.line = new OutputLine(hardware, line, activeLow);
        this.beat = beat;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void timer(ActuatorTimer given) {
        timer = given;
    }

    /** A pulse that a fault or a restart has cut off is not begun again. */
    @Override
    public void open(Sample.Value initial) throws IOException {
        stop();
        line.open(beat.isSteady() && isOn(initial));
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        stop();
        boolean on = isOn(value);
        line.set(on);
        if (on && !beat.isSteady()) {
            beatsLeft = beat.times();
            later(beat.on(), this::beatEnds);
        }
    }

    private boolean beatEnds() throws IOException {
        line.set(false);
        beatsLeft--;
        if (beatsLeft > 0) {
            later(beat.off(), this::beatBegins);
        }
        return beatsLeft == 0;
    }

    private boolean beatBegins() throws IOException {
        line.set(true);
        later(beat.on(), this::beatEnds);
        return false;
    }

    private void later(Duration delay, ActuatorTimer.Step step) {
        if (timer == null) {
            throw new IllegalStateException(line + " has no clock for its pulse");
        }
        pending = timer.after(delay, step);
    }

    private void stop() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    @Override
    public Sample.Value read() throws IOException {
        return Sample.of(line.isOn());
    }

    @Override
    public void close() {
        boolean cutOff = pending != null && beatsLeft > 0;
        stop();
        if (cutOff) {
            line.letGoOff();
        } else {
            line.close();
        }
    }

    private boolean isOn(Sample.Value value) {
        if (value instanceof Sample.Bool(boolean on)) {
            return on;
        }
        String other = value instanceof Sample.Numeric(double number)
                ? Double.toString(number)
                : ((Sample.Text) value).value();
        throw new IllegalArgumentException(line + " takes on or off, not " + other);
    }
}

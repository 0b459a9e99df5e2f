package dev.linnet.agent.command;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorTimer;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An actuator that does what the test says, and notes what was done to it. */
final class ScriptedActuator implements Actuator {
    private final ChannelSpec channel;
    final List<String> log = new ArrayList<>();

    @Nullable
    String fault;

    private @Nullable ActuatorTimer timer;
    Sample.@Nullable Value stuckAt;
    Runnable duringWrite = () -> {};
    private Sample.Value state = Sample.of(false);

    ScriptedActuator(ChannelSpec channel) {
        this.channel = channel;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void open(Sample.Value initial) throws IOException {
        log.add("open " + words(initial));
        duringWrite.run();
        check();
        state = initial;
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        log.add("write " + words(value));
        duringWrite.run();
        check();
        state = value;
    }

    @Override
    public Sample.Value read() throws IOException {
        check();
        return stuckAt == null ? state : stuckAt;
    }

    @Override
    public void close() {
        log.add("close");
    }

    Sample.Value state() {
        return state;
    }

    @Override
    public void timer(ActuatorTimer given) {
        timer = given;
    }

    /** As a pulse does: goes to that state by itself after that time. */
    ActuatorTimer.Pending later(Duration delay, Sample.Value next) {
        return Objects.requireNonNull(timer).after(delay, () -> {
            log.add("by itself " + words(next));
            check();
            state = next;
            return true;
        });
    }

    private void check() throws IOException {
        if (fault != null) {
            throw new IOException(fault);
        }
    }

    private static String words(Sample.Value value) {
        return switch (value) {
            case Sample.Bool(boolean on) -> on ? "on" : "off";
            case Sample.Numeric(double number) -> Double.toString(number);
            case Sample.Text(String text) -> text;
        };
    }
}

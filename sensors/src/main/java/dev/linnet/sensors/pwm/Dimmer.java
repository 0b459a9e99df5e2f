package dev.linnet.sensors.pwm;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorTimer;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.linux.pwm.PwmChannel;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A share of the time, in percent, reached at once or in small steps. The calling thread's; calls and steps come one at a time. */
final class Dimmer implements Actuator {
    private static final long NANOS = 1_000_000_000L;
    private static final double FULL = 100;

    /** Fifty steps a second look smooth. */
    private static final Duration STEP = Duration.ofMillis(20);

    private final Hardware hardware;
    private final ChannelSpec spec;
    private final PwmPlace place;
    private final long period;
    private final boolean inversed;
    private final Duration fade;
    private @Nullable ActuatorTimer timer;
    private ActuatorTimer.@Nullable Pending pending;
    private @Nullable PwmChannel channel;
    private double level;
    private double target;

    Dimmer(Hardware hardware, ChannelSpec spec, PwmPlace place, int frequency, boolean inversed, Duration fade) {
        this.hardware = hardware;
        this.spec = spec;
        this.place = place;
        this.period = NANOS / frequency;
        this.inversed = inversed;
        this.fade = fade;
    }

    @Override
    public ChannelSpec channel() {
        return spec;
    }

    @Override
    public void timer(ActuatorTimer given) {
        timer = given;
    }

    @Override
    public void open(Sample.Value initial) throws IOException {
        close();
        PwmChannel opened = place.open(hardware);
        channel = opened;
        opened.enabled(false);
        opened.set(period, 0);
        opened.inversed(inversed);
        show(percent(initial));
        opened.enabled(true);
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        double wanted = percent(value);
        if (pending != null && wanted == target) {
            return;
        }
        halt();
        target = wanted;
        if (fade.isZero() || timer == null) {
            show(wanted);
        } else {
            step(timer);
        }
    }

    private boolean step(ActuatorTimer clock) throws IOException {
        double most = FULL * STEP.toNanos() / fade.toNanos();
        show(level + Math.clamp(target - level, -most, most));
        boolean arrived = level == target;
        pending = arrived ? null : clock.after(STEP, () -> step(clock));
        return arrived;
    }

    private void show(double percent) throws IOException {
        opened().set(period, Math.round(period * percent / FULL));
        level = percent;
    }

    /** Where a fade leads, once it has begun. */
    @Override
    public Sample.Value read() throws IOException {
        PwmChannel opened = opened();
        if (pending != null) {
            return new Sample.Numeric(target);
        }
        // The kernel's own words, unless somebody has changed the period meanwhile.
        double shown = opened.period() == period ? FULL * opened.active() / period : level;
        return new Sample.Numeric(Math.abs(shown - level) < 0.01 ? level : shown);
    }

    @Override
    public void close() {
        halt();
        PwmChannel opened = channel;
        channel = null;
        if (opened != null) {
            opened.release();
        }
    }

    private void halt() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private PwmChannel opened() throws IOException {
        if (channel == null) {
            throw new IOException(place + " is not open");
        }
        return channel;
    }

    private double percent(Sample.Value value) {
        if (value instanceof Sample.Numeric(double percent)) {
            return percent;
        }
        throw new IllegalArgumentException(place + " takes a number from 0 to 100");
    }
}

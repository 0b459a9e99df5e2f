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

/** A pulse every 20 ms, whose width says the angle. The calling thread's; calls and steps come one at a time. */
final class Servo implements Actuator {
    static final Duration PERIOD = Duration.ofMillis(20);

    private final Hardware hardware;
    private final ChannelSpec spec;
    private final PwmPlace place;
    private final long minPulse;
    private final long maxPulse;
    private final int range;
    private final Duration release;
    private @Nullable ActuatorTimer timer;
    private ActuatorTimer.@Nullable Pending pending;
    private @Nullable PwmChannel channel;
    private double angle;

    Servo(
            Hardware hardware,
            ChannelSpec spec,
            PwmPlace place,
            Duration minPulse,
            Duration maxPulse,
            int range,
            Duration release) {
        this.hardware = hardware;
        this.spec = spec;
        this.place = place;
        this.minPulse = minPulse.toNanos();
        this.maxPulse = maxPulse.toNanos();
        this.range = range;
        this.release = release;
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
        opened.set(PERIOD.toNanos(), minPulse);
        opened.inversed(false);
        write(initial);
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        if (!(value instanceof Sample.Numeric(double wanted))) {
            throw new IllegalArgumentException(place + " takes an angle from 0 to " + range);
        }
        halt();
        PwmChannel opened = opened();
        opened.set(PERIOD.toNanos(), minPulse + Math.round((maxPulse - minPulse) * wanted / range));
        opened.enabled(true);
        angle = wanted;
        if (release.isPositive() && timer != null) {
            pending = timer.after(release, () -> {
                opened.enabled(false);
                return false;
            });
        }
    }

    /** What it was told: it gives no answer. */
    @Override
    public Sample.Value read() throws IOException {
        opened();
        return new Sample.Numeric(angle);
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
}

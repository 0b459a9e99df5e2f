package dev.linnet.sensors.gpio;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorTimer;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A motor with one relay for each direction, of which never both are on; where it stands is known only by the time that it ran. Position 0 is
 * closed, 100 open. A way to one of the ends runs a tenth longer than it should take, against the motor's own end switch: there the position
 * is right again.
 *
 * <p>The calling thread's; calls and steps come one at a time.
 */
final class Cover implements Actuator {
    private static final double OPEN = 100;
    private static final double CLOSED = 0;
    private static final double OVERRUN = 0.1;

    private final ChannelSpec channel;
    private final OutputLine opening;
    private final OutputLine closing;
    private final Duration travel;
    private final Duration pause;
    private @Nullable ActuatorTimer timer;
    private ActuatorTimer.@Nullable Pending pending;

    /** Where it stood at {@link #since}. */
    private double from;

    private double target;
    private long since;
    private int direction;

    Cover(ChannelSpec channel, OutputLine opening, OutputLine closing, Duration travel, Duration pause) {
        this.channel = channel;
        this.opening = opening;
        this.closing = closing;
        this.travel = travel;
        this.pause = pause;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void timer(ActuatorTimer given) {
        timer = given;
    }

    /** Stands still, wherever it is: {@code initial} is only taken to be its position. */
    @Override
    public void open(Sample.Value initial) throws IOException {
        close();
        opening.open(false);
        closing.open(false);
        from = number(initial);
        target = from;
    }

    /** Starts to move there, or goes on if that is where it goes already. */
    @Override
    public void write(Sample.Value value) throws IOException {
        double wanted = number(value);
        if (direction != 0 && wanted == target) {
            return;
        }
        boolean turns = direction != 0 && Math.signum(wanted - position()) != direction;
        stand();
        target = wanted;
        if (turns) {
            pending = clock().after(pause, this::move);
        } else {
            move();
        }
    }

    private boolean move() throws IOException {
        boolean toAnEnd = target == OPEN || target == CLOSED;
        double way = target - from;
        if (way == 0 && !toAnEnd) {
            return true;
        }
        direction = target == OPEN || (target != CLOSED && way > 0) ? 1 : -1;
        double share = Math.abs(way) / OPEN + (toAnEnd ? OVERRUN : 0);
        since = clock().nanoTime();
        // The other one is off: stand() has seen to that, and reading it back is the interlock.
        OutputLine other = direction > 0 ? closing : opening;
        if (other.isOn()) {
            direction = 0;
            throw new IOException(other + " is on and should be off: the cover is not moved");
        }
        (direction > 0 ? opening : closing).set(true);
        pending = clock().after(Duration.ofNanos((long) (share * travel.toNanos())), this::arrive);
        return false;
    }

    private boolean arrive() throws IOException {
        double reached = target;
        stand();
        from = reached;
        return true;
    }

    private void stand() throws IOException {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
        from = position();
        direction = 0;
        try {
            opening.set(false);
        } finally {
            closing.set(false);
        }
    }

    private double position() {
        if (direction == 0) {
            return from;
        }
        double share = (double) (clock().nanoTime() - since) / travel.toNanos();
        double now = from + direction * share * OPEN;
        return direction > 0 ? Math.min(now, target) : Math.max(now, target);
    }

    @Override
    public Sample.Value read() {
        return new Sample.Numeric(position());
    }

    /** Wherever it is, it stops there. */
    @Override
    public void close() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
        direction = 0;
        opening.letGoOff();
        closing.letGoOff();
    }

    private ActuatorTimer clock() {
        if (timer == null) {
            throw new IllegalStateException("the cover has no clock");
        }
        return timer;
    }

    private double number(Sample.Value value) {
        if (value instanceof Sample.Numeric(double position)) {
            return position;
        }
        throw new IllegalArgumentException("a cover takes a position from 0 to 100");
    }
}

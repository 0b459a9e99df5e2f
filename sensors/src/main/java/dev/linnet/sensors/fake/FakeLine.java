package dev.linnet.sensors.fake;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import org.jspecify.annotations.Nullable;

/** One line: a level, and the one who uses it. */
final class FakeLine {
    private DigitalState level = DigitalState.LOW; // guarded by this
    private boolean driven; // guarded by this
    private String fault = ""; // guarded by this
    private @Nullable FakeInput input; // guarded by this

    synchronized void attach(FakeInput user, PullResistance pull) {
        check();
        input = user;
        if (!driven && pull != PullResistance.OFF) {
            level = pull == PullResistance.PULL_UP ? DigitalState.HIGH : DigitalState.LOW;
        }
    }

    synchronized void detach() {
        input = null;
    }

    void drive(DigitalState to) {
        FakeInput listening;
        synchronized (this) {
            driven = true;
            if (level == to) {
                return;
            }
            level = to;
            listening = input;
        }
        // Told outside the lock: what hears it may use this line again.
        if (listening != null) {
            listening.edge(to);
        }
    }

    synchronized DigitalState level() {
        return level;
    }

    synchronized DigitalState read() {
        check();
        return level;
    }

    synchronized void write(DigitalState to) {
        check();
        level = to;
    }

    synchronized void breakWith(String reason) {
        fault = reason;
    }

    private void check() {
        if (!fault.isEmpty()) {
            throw new Pi4JException(fault);
        }
    }
}

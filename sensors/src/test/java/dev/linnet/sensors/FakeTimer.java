package dev.linnet.sensors;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock for actuators that stands still until the test lets it pass. */
public final class FakeTimer implements ActuatorTimer {
    private final List<Due> steps = new ArrayList<>();
    private long now;
    private int told;

    private record Due(long time, Step step) {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Pending after(Duration delay, Step step) {
        Due due = new Due(now + delay.toNanos(), step);
        steps.add(due);
        return () -> steps.remove(due);
    }

    /** Runs everything that is due within that time, each at its own moment. */
    public void pass(Duration time) throws IOException {
        long end = now + time.toNanos();
        while (true) {
            Due next = steps.stream()
                    .filter(due -> due.time() <= end)
                    .min(Comparator.comparingLong(Due::time))
                    .orElse(null);
            if (next == null) {
                break;
            }
            steps.remove(next);
            now = Math.max(now, next.time());
            if (next.step().run()) {
                told++;
            }
        }
        now = end;
    }

    /** How often a step found its state worth telling. */
    public int told() {
        return told;
    }

    public int waiting() {
        return steps.size();
    }
}

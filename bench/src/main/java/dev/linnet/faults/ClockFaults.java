package dev.linnet.faults;

import java.time.Duration;
import java.util.List;

/** What happens to a device's wall clock: NTP finds that it is wrong, a person sets it, or the battery is empty. */
final class ClockFaults {
    private static final Duration PEACE = Duration.ofSeconds(5);
    private static final long MOST_SECONDS = 3_600;

    private ClockFaults() {}

    static Target target(Device device, WallClock clock) {
        Fault stepped = new Fault("stepped, and left so", 5_000, 30_000, step -> {
            clock.step(Duration.ofSeconds(step.draw(-MOST_SECONDS, MOST_SECONDS)));
            return () -> {};
        });
        Fault unset = new Fault("not set, and left so", 5_000, 30_000, step -> {
            clock.unset();
            return () -> {};
        });
        return new Target(device.name() + "'s clock", PEACE, List.of(stepped, stepped, unset));
    }
}

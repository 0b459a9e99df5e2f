package dev.linnet.faults;

import dev.linnet.faults.Fault.Relief;
import dev.linnet.site.SiteException;
import java.time.Duration;
import java.util.List;

/** What happens between a device and the hub. */
final class LinkFaults {
    private static final Duration PEACE = Duration.ofSeconds(10);
    private static final Duration EACH_WAY = Duration.ofMillis(150);

    private final Device device;

    private LinkFaults(Device device) {
        this.device = device;
    }

    static Target target(Device device) {
        LinkFaults faults = new LinkFaults(device);
        return new Target(
                device.name() + "'s link",
                PEACE,
                List.of(
                        new Fault("every connection is cut after some bytes", 500, 8_000, faults::cut),
                        new Fault("every connection is cut after some bytes", 500, 8_000, faults::cut),
                        new Fault("open, and nothing is passed on", 1_000, 12_000, step -> faults.held()),
                        new Fault("a proxy lets no WebSocket through", 10_000, 60_000, step -> faults.blocked()),
                        new Fault("packets are dropped both ways", 3_000, 75_000, step -> faults.silent(true)),
                        new Fault("packets to the agent are dropped", 3_000, 75_000, step -> faults.silent(false)),
                        new Fault("300 ms there and back, and packets are lost", 5_000, 20_000, faults::lossy)));
    }

    private Relief cut(Step step) {
        device.link().cutAfter(step.draw(0, 3_000));
        return device.link()::cutNoMore;
    }

    private Relief held() {
        device.link().hold(true);
        return () -> device.link().hold(false);
    }

    private Relief blocked() {
        device.link().block(true);
        return () -> device.link().block(false);
    }

    private Relief silent(boolean bothWays) throws SiteException, InterruptedException {
        device.network().drop(bothWays);
        return device.network()::restore;
    }

    private Relief lossy(Step step) throws SiteException, InterruptedException {
        device.network().lose(step.draw(1, 15));
        device.link().delay(EACH_WAY);
        return () -> {
            device.link().delay(Duration.ZERO);
            device.network().restore();
        };
    }
}

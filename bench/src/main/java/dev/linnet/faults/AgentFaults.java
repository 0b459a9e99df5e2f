package dev.linnet.faults;

import dev.linnet.faults.Fault.Relief;
import dev.linnet.site.SiteException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What happens to a device's agent and its disk. While the disk takes nothing readings are in memory only, so the agent is not ended
 * before it has written them: it tries a disk that failed again every ten seconds. One that hung is used at once.
 */
final class AgentFaults {
    private static final Duration CAUGHT_UP = Duration.ofSeconds(13);

    private final Device device;

    private AgentFaults(Device device) {
        this.device = device;
    }

    static Target target(Device device) {
        AgentFaults faults = new AgentFaults(device);
        Fault killed = new Fault("kill -9, started again", 0, 5_000, step -> faults.killed());
        Fault off = new Fault("its board is switched off", 500, 5_000, step -> faults.switchedOff());
        Fault stopped = new Fault("stopped, started again", 0, 5_000, step -> faults.stopped());
        Fault frozen = new Fault("held with SIGSTOP", 500, 8_000, step -> faults.frozen());
        Fault hangs = new Fault("its disk hangs", 2_000, 25_000, step -> faults.hangs());
        Fault full = new Fault("its disk is full", 2_000, 12_000, faults::full);
        Fault readOnly = new Fault("started on a disk that is read-only", 2_000, 12_000, step -> faults.readOnly());
        List<Fault> all;
        if (!device.always()) {
            all = List.of(stopped, frozen, full, readOnly, hangs);
        } else if (device.machine() != null) {
            all = List.of(killed, off, stopped, frozen, hangs);
        } else {
            all = List.of(killed, killed, stopped, frozen, hangs);
        }
        return new Target(device.name(), device.peace(), all);
    }

    private Relief killed() throws SiteException, InterruptedException {
        device.kill();
        return device.service()::start;
    }

    private Relief switchedOff() throws SiteException, InterruptedException {
        device.kill();
        Objects.requireNonNull(device.machine()).switchOn();
        return device.service()::start;
    }

    private Relief stopped() throws SiteException, InterruptedException {
        device.service().stop();
        return device.service()::start;
    }

    private Relief frozen() throws SiteException, InterruptedException {
        device.service().freeze(true);
        return () -> device.service().freeze(false);
    }

    private Relief hangs() throws SiteException {
        device.disk().hang();
        return device.disk()::goOn;
    }

    private Relief full(Step step) throws SiteException, InterruptedException {
        device.disk().fill(step.draw(0, 20_000));
        return () -> {
            device.disk().empty();
            Thread.sleep(CAUGHT_UP);
        };
    }

    private Relief readOnly() throws SiteException, InterruptedException {
        device.service().stop();
        device.disk().readOnly(true);
        device.service().start();
        return () -> {
            device.disk().readOnly(false);
            Thread.sleep(CAUGHT_UP);
        };
    }
}

package dev.linnet.faults;

import dev.linnet.site.HubClient;
import dev.linnet.site.SiteException;
import dev.linnet.site.Subscriber;
import dev.linnet.site.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The end, when nothing fails any more: everything that still waits arrives, and what is there is compared with what was sampled. */
final class Reckoning {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofSeconds(60);

    /** No clock was wrong by more. */
    private static final Duration MARGIN = Duration.ofMinutes(65);

    private final Rig rig;
    private final Waiting waiting;
    private final Chronicle chronicle;
    private final Findings findings;
    private final Instant began;

    Reckoning(Rig rig, Waiting waiting, Chronicle chronicle, Findings findings, Instant began) {
        this.rig = rig;
        this.waiting = waiting;
        this.chronicle = chronicle;
        this.findings = findings;
        this.began = began;
    }

    /** The sum of all devices. */
    record Sum(long sampled, long stored, long excused, long lost, long doubled) {
        static final Sum NOTHING = new Sum(0, 0, 0, 0, 0);

        Sum plus(Audit.Verdict one) {
            return new Sum(
                    sampled + one.sampled(),
                    stored + one.stored(),
                    excused + one.excused(),
                    lost + one.lost(),
                    doubled + one.doubled());
        }
    }

    Sum reckon() throws SiteException, InterruptedException {
        List<Device> devices = rig.devices();
        chronicle.tell("the end: everything runs, nothing fails, what waits is sent");
        for (Device device : devices) {
            device.calm();
        }
        drain(devices);
        retained(devices);
        for (Device device : devices) {
            device.service().stop();
        }
        // What is there must have come from the disk.
        rig.hub().stop();
        for (Device device : devices) {
            long missing = rig.site().history().missing(device.name());
            if (missing > 0) {
                findings.add(device.name() + ": the hub says that " + missing + " readings were skipped");
            }
        }
        rig.hub().start();
        HubClient client = rig.client();
        waiting.until("the hub", START, client::healthy);
        return compare(devices, client);
    }

    private void drain(List<Device> devices) throws InterruptedException {
        for (Device device : devices) {
            try {
                waiting.until("the last reading of " + device.name(), PATIENCE, device::isCalm);
                waiting.until("the end of what " + device.name() + " keeps", PATIENCE, () -> device.segments() == 0);
            } catch (SiteException e) {
                findings.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void retained(List<Device> devices) throws SiteException, InterruptedException {
        try (Subscriber late = new Subscriber(Rig.BROKER, "faults-late")) {
            for (Device device : devices) {
                String topic = "linnet/" + device.name() + "/" + Device.COUNT;
                int last = Sampled.read(device.countLog()).count();
                try {
                    waiting.until(topic + " " + last, START, () -> {
                        String value = late.latest(topic);
                        return value != null && Double.parseDouble(value) == last;
                    });
                } catch (SiteException e) {
                    findings.add(e.getMessage() + ": it is " + late.latest(topic));
                }
            }
        }
    }

    private Sum compare(List<Device> devices, HubClient client) throws SiteException, InterruptedException {
        Instant now = Instant.now();
        long nanos = System.nanoTime();
        Pages pages = new Pages(client, began.minus(MARGIN), now.plus(MARGIN));
        Sum sum = Sum.NOTHING;
        for (Device device : devices) {
            WallClock clock = device.clock();
            Audit audit = new Audit(
                    Sampled.read(device.countLog()),
                    device.kills(),
                    clock == null ? List.of() : clock.steps(),
                    stamp -> now.minusNanos(nanos - stamp));
            pages.read(device.name(), Device.COUNT, audit::stored);
            Audit.Verdict verdict = audit.verdict();
            chronicle.tell(device + ": " + verdict.sampled() + " sampled, " + verdict.stored() + " stored, "
                    + verdict.excused() + " cut off by a kill on their way to the disk");
            verdict.wrong().forEach(wrong -> findings.add(device.name() + ": " + wrong));
            long counted = pages.counted(device.name(), Device.COUNT);
            if (counted != verdict.stored() + verdict.doubled()) {
                findings.add(device.name() + ": the roll-ups count " + counted + " readings");
            }
            sum = sum.plus(verdict);
        }
        return sum;
    }
}

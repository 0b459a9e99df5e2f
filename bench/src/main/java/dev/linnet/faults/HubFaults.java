package dev.linnet.faults;

import dev.linnet.faults.Fault.Relief;
import dev.linnet.site.History;
import dev.linnet.site.SiteException;
import java.time.Duration;
import java.util.List;

/** What happens to the hub, to its history and, since it is as simple, to the broker. */
final class HubFaults {
    private HubFaults() {}

    static Target hub(Service hub) {
        return new Target(
                "hub",
                Duration.ofSeconds(25),
                List.of(
                        killed("kill -9, started again", hub),
                        new Fault("stopped, started again", 100, 6_000, step -> {
                            hub.stop();
                            return hub::start;
                        }),
                        new Fault("held with SIGSTOP", 500, 8_000, step -> {
                            hub.freeze(true);
                            return () -> hub.freeze(false);
                        })));
    }

    static Target history(History history, Disk disk) {
        return new Target(
                "history",
                Duration.ofSeconds(25),
                List.of(
                        new Fault("its disk is full", 2_000, 12_000, step -> {
                            disk.fill(step.draw(0, 100_000));
                            return disk::empty;
                        }),
                        new Fault("its disk hangs", 2_000, 25_000, step -> {
                            disk.hang();
                            return disk::goOn;
                        }),
                        new Fault("locked by another process", 1_000, 12_000, step -> locked(history))));
    }

    static Target broker(Service broker) {
        return new Target(
                "broker",
                Duration.ofSeconds(15),
                List.of(killed("kill -9, started again with nothing retained", broker)));
    }

    private static Fault killed(String words, Service service) {
        return new Fault(words, 100, 8_000, step -> {
            service.kill();
            return service::start;
        });
    }

    private static Relief locked(History history) throws SiteException {
        AutoCloseable lock = history.lock();
        return () -> {
            try {
                lock.close();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new SiteException("the history's lock does not open: " + e.getMessage(), e);
            }
        };
    }
}

package dev.linnet.agent.spool;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.protocol.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Spools that follow each other in one directory; the disk's thread is the test's. */
final class DiskSpoolFixture {
    final VirtualLoop loop = new VirtualLoop();
    final Path directory;
    SpoolSettings.Mode mode = SpoolSettings.Mode.AUTO;
    long memory = 4 << 20;
    long disk = 64 << 20;
    String machine = "machine-1";
    int fetched;
    Duration after = Duration.ofSeconds(10);

    DiskSpoolFixture(Path directory) {
        this.directory = directory;
    }

    DiskSpool start(String boot) {
        SpoolSettings settings = new SpoolSettings(mode, directory, memory, disk, after, Duration.ofSeconds(10));
        DiskSpool spool = new DiskSpool(boot, machine, settings, loop, () -> fetched++);
        spool.start(() -> {});
        loop.settle();
        return spool;
    }

    void close(DiskSpool spool) {
        spool.close(() -> {});
        loop.settle();
    }

    void append(DiskSpool spool, int count) {
        for (int i = 0; i < count; i++) {
            spool.append("c", loop.nanoTime(), Value.of(spool.sampled() + 1.0));
        }
    }

    /** Everything that follows a number, fetched as a sender does. */
    List<Long> all(DiskSpool spool, String boot, long after) {
        List<Long> numbers = new ArrayList<>();
        long at = after;
        while (spool.remaining(boot, at) > 0) {
            List<SpooledReading> batch = spool.next(boot, at, 500);
            if (batch.isEmpty()) {
                int before = fetched;
                loop.settle();
                if (fetched == before) {
                    throw new AssertionError(spool.remaining(boot, at) + " remain after " + at + " and never come");
                }
                continue;
            }
            for (SpooledReading reading : batch) {
                if (!reading.value().equals(Value.of((double) reading.sequence()))) {
                    throw new AssertionError("not what was sampled: " + reading);
                }
                numbers.add(reading.sequence());
            }
            at = batch.getLast().sequence();
        }
        return numbers;
    }
}

package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.agent.spool.SpoolSettings.Mode;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spool on disk, link and hub under a random schedule of cuts, stalls and crashes of either side. Every reading that the
 * policy promises arrives exactly once, with its value and its time.
 */
class NoReadingIsLostOnDiskTest {
    private static final int STEPS = 2_000;

    /** With {@code auto} a reading waits this long, and for one tick, before it goes to the disk. */
    private static final Duration AFTER = Duration.ofSeconds(3);

    private record Sampled(String stream, long sequence) {
        /** A run's streams are named after it. */
        String boot() {
            return stream.split("-", -1)[0];
        }
    }

    @TempDir
    Path folder;

    private final Map<String, List<Instant>> sampledAt = new HashMap<>();
    private final Map<String, Instant> killedAt = new HashMap<>();
    private ModelHub hub = new ModelHub();
    private int boots;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withAlwaysNothingIsLost(long seed) throws Exception {
        assertThat(run(seed, Mode.ALWAYS)).as("lost").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void withAutoOnlyWhatWasSampledJustBeforeAKillIsLost(long seed) throws Exception {
        hub = new ModelHub(true);
        for (Map.Entry<Sampled, Instant> lost : run(seed, Mode.AUTO).entrySet()) {
            // A boot that was not killed promises all of its readings.
            Instant killed = killedAt.getOrDefault(lost.getKey().boot(), Instant.EPOCH);
            assertThat(killed).as("when the boot of %s was killed", lost).isAfter(LinkFixture.NOON);
            assertThat(lost.getValue()).as("%s", lost).isAfter(killed.minus(AFTER.plusMillis(1_001)));
        }
    }

    private LinkFixture start(Random random, Path directory, Mode mode, Instant begin) {
        VirtualLoop loop = new VirtualLoop();
        String boot = "boot" + ++boots;
        SpoolSettings settings = new SpoolSettings(mode, directory, 64 << 10, 64 << 20, AFTER, Duration.ofSeconds(10));
        // A fresh loop counts its time anew, as a machine does that was switched off.
        LinkFixture[] fixture = new LinkFixture[1];
        DiskSpool spool = new DiskSpool(boot, "machine" + boots, settings, loop, () -> fixture[0].link.wake());
        LinkFixture f = new LinkFixture(random, loop, spool, begin);
        fixture[0] = f;
        spool.clock(loop.nanoTime(), f.wall());
        spool.start(() -> {});
        loop.settle();
        f.connected();
        return f;
    }

    private Map<Sampled, Instant> run(long seed, Mode mode) throws IOException {
        Random random = new Random(seed);
        Path directory = folder.resolve("1");
        LinkFixture f = start(random, directory, mode, LinkFixture.NOON);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> sample(f, random.nextInt(1, 60));
                case 3, 4, 5 -> f.loop.advance(Duration.ofMillis(random.nextInt(1, 200)));
                case 6 -> f.loop.advance(Duration.ofSeconds(random.nextInt(1, 8)));
                case 7, 8 -> deliver(f, random.nextInt(6));
                case 9 -> {
                    hub.commit();
                    if (f.link.state() == HubLink.State.OPEN && random.nextBoolean()) {
                        hub.acknowledge(f);
                    }
                }
                case 10 -> {
                    f.socket.room = random.nextInt(3);
                    if (f.socket.open && random.nextBoolean()) {
                        f.socket.room = Integer.MAX_VALUE;
                        f.writable();
                    }
                }
                case 11 -> {
                    if (f.socket.open && !f.dialledAt.isEmpty() && random.nextInt(3) == 0) {
                        deliver(f, random.nextInt(4));
                        f.socket.sent.clear();
                        f.closed(1006);
                        if (random.nextBoolean()) {
                            f.spool.begin(); // as with a backlog
                        }
                    }
                }
                case 12 -> {
                    if (random.nextInt(4) == 0) {
                        hub.crash();
                        f.socket.sent.clear();
                        if (f.socket.open && !f.dialledAt.isEmpty()) {
                            f.closed(1006);
                        }
                    }
                }
                default -> {
                    if (random.nextInt(10) == 0) {
                        if (random.nextBoolean()) {
                            f.spool.close(() -> {});
                            f.loop.settle();
                        } else {
                            killedAt.put(f.spool.boot(), f.wall());
                        }
                        directory = copy(directory); // the lock goes with the process, the files stay
                        f = start(random, directory, mode, f.wall().plusSeconds(random.nextInt(100)));
                    }
                }
            }
        }
        for (int i = 0; i < 2_000 && f.spool.depth().readings() > 0; i++) {
            f.socket.room = Integer.MAX_VALUE;
            f.writable();
            f.loop.advance(Duration.ofMillis(200));
            deliver(f, Integer.MAX_VALUE);
            hub.commit();
            if (f.link.state() == HubLink.State.OPEN) {
                hub.acknowledge(f);
            }
        }
        assertThat(f.spool.depth().readings()).isZero();
        assertThat(f.spool.depth().evicted()).isZero();
        assertThat(sampledAt.keySet()).as("streams were begun").anyMatch(stream -> stream.contains("-"));
        assertThat(killedAt).as("the schedule has killed the agent").isNotEmpty();
        return missing();
    }

    private void sample(LinkFixture f, int count) {
        List<Instant> times = sampledAt.computeIfAbsent(f.spool.stream(), stream -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
            times.add(f.wall());
            f.spool.append("t", f.loop.nanoTime(), Value.of(times.size()));
            f.link.wake();
        }
        f.loop.settle();
    }

    private void deliver(LinkFixture f, int most) {
        for (int i = 0; i < most && !f.socket.sent.isEmpty(); i++) {
            hub.receive(f, f.socket.sent.removeFirst());
        }
        if (f.socket.open && f.socket.sent.isEmpty() && !f.dialledAt.isEmpty()) {
            f.pongs();
        }
    }

    private Path copy(Path from) throws IOException {
        Path to = Files.createDirectory(folder.resolve(Integer.toString(boots + 1)));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    /** What was sampled and is not in the history; what is there must be right. */
    private Map<Sampled, Instant> missing() {
        Map<Sampled, Instant> missing = new HashMap<>();
        sampledAt.forEach((stream, times) -> {
            Map<Long, Reading> history = hub.history(stream);
            assertThat(history.size()).isLessThanOrEqualTo(times.size());
            for (int i = 0; i < times.size(); i++) {
                Reading reading = history.get(i + 1L);
                if (reading == null) {
                    missing.put(new Sampled(stream, i + 1), times.get(i));
                    continue;
                }
                assertThat(reading.value()).isEqualTo(Value.of(i + 1));
                assertThat(Duration.between(reading.time(), times.get(i)).abs()).isLessThan(Duration.ofNanos(2_001));
            }
        });
        return missing;
    }
}

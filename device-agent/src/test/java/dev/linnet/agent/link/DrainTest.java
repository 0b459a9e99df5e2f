package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Status;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gathered in an outage drains in minutes, and no new reading comes a second late for it. */
class DrainTest {
    private static final int PER_SECOND = 10;
    private static final Duration COMMIT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final VirtualLoop loop = new VirtualLoop();
    private final Map<String, Long> received = new HashMap<>();
    private Duration longestDelay = Duration.ZERO;
    private String live = "";
    private int liveReadings;

    @ParameterizedTest
    @CsvSource({
        // bytes a second, milliseconds one way, readings that wait, minutes to drain them
        "10000000,   1, 864000, 5",
        "  125000, 150, 100000, 3"
    })
    void newReadingsOvertakeADayOfOldOnes(double bytesPerSecond, long oneWay, int backlog, int minutes) {
        LinkFixture f = offline(backlog);
        assertThat(f.spool.depth().evicted()).isZero();
        assertThat(f.spool.depth().readings()).isEqualTo(backlog);
        Duration delay = Duration.ofMillis(oneWay);
        f.sockets = () -> new SimulatedLine(
                loop, bytesPerSecond, delay, message -> receive(f, delay, message), f::pong, f::writable);
        f.refusal = null;
        loop.schedule(COMMIT, () -> commit(f, delay));

        int seconds = 0;
        while (f.link.state() != HubLink.State.OPEN || !f.spool.formerStreams().isEmpty()) {
            assertThat(++seconds).as("seconds; %s", received).isLessThan(minutes * 60);
            sampleForASecond(f);
        }
        assertThat(received.get("boot1")).isGreaterThanOrEqualTo(backlog);
        assertThat(liveReadings).isGreaterThan(seconds);
        assertThat(longestDelay).isLessThan(Duration.ofSeconds(1));
    }

    private LinkFixture offline(int backlog) {
        SpoolSettings settings = new SpoolSettings(
                SpoolSettings.Mode.AUTO,
                folder.resolve("spool"),
                4 << 20,
                64 << 20,
                Duration.ofSeconds(10),
                Duration.ofDays(2));
        LinkFixture[] fixture = new LinkFixture[1];
        DiskSpool spool = new DiskSpool("boot1", "machine", settings, loop, () -> fixture[0].link.wake());
        LinkFixture f = new LinkFixture(new Random(1), loop, spool, LinkFixture.NOON);
        fixture[0] = f;
        f.refusal = new IOException("nobody is there");
        spool.start(() -> {});
        f.link.start();
        for (int i = 0; i < backlog / 100; i++) {
            for (int j = 0; j < 100; j++) {
                f.spool.append("t", loop.nanoTime(), Value.of(i + j / 100.0));
            }
            f.link.wake();
            loop.advance(Duration.ofMillis(100_000 / PER_SECOND));
        }
        return f;
    }

    private void sampleForASecond(LinkFixture f) {
        for (int i = 0; i < PER_SECOND; i++) {
            f.sample(1);
            loop.advance(Duration.ofMillis(1000 / PER_SECOND));
        }
    }

    private void receive(LinkFixture f, Duration delay, Message.FromAgent message) {
        switch (message) {
            case Hello hello -> {
                live = hello.stream();
                Map<String, Long> acknowledged = new HashMap<>();
                hello.spooled().forEach(stream -> acknowledged.put(stream, 0L));
                acknowledged.put(live, 0L);
                loop.schedule(delay, () -> f.welcome(acknowledged));
            }
            case Telemetry telemetry -> {
                assertThat(telemetry.firstSequence()).isEqualTo(received.getOrDefault(telemetry.boot(), 0L) + 1);
                received.put(telemetry.boot(), telemetry.lastSequence());
                if (telemetry.boot().equals(live)) {
                    telemetry.readings().forEach(reading -> noteDelay(reading, f.wall()));
                }
            }
            case Status status -> assertThat(status.readings()).isPositive();
            case Gap gap -> throw new AssertionError("nothing is lost here: " + gap);
            default -> throw new AssertionError("unexpected: " + message);
        }
    }

    private void noteDelay(Reading reading, Instant now) {
        liveReadings++;
        Duration delay = Duration.between(reading.time(), now);
        if (delay.compareTo(longestDelay) > 0) {
            longestDelay = delay;
        }
    }

    private void commit(LinkFixture f, Duration delay) {
        Map.copyOf(received)
                .forEach((stream, sequence) -> loop.schedule(delay, () -> f.hub(new Ack(stream, sequence))));
        loop.schedule(COMMIT, () -> commit(f, delay));
    }
}

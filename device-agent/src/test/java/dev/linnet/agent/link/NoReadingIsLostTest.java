package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spool, link and hub under a random schedule of cuts, crashes, stalls and refusals: every reading arrives exactly once. */
class NoReadingIsLostTest {
    private static final int STEPS = 3_000;

    private final ModelHub hub = new ModelHub();
    private final Map<String, List<Instant>> sampledAt = new HashMap<>(); // by stream

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverHappensInBetween(long seed) {
        Random random = new Random(seed);
        LinkFixture f = new LinkFixture(new Random(seed));
        long start = f.loop.nanoTime();
        f.connected();
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> {
                    int count = random.nextInt(1, 30);
                    for (int i = 0; i < count; i++) {
                        List<Instant> times = sampledAt.computeIfAbsent(f.spool.stream(), stream -> new ArrayList<>());
                        times.add(LinkFixture.NOON.plusNanos(f.loop.nanoTime() - start));
                        f.spool.append("t", f.loop.nanoTime(), Value.of(times.size()));
                        f.link.wake();
                    }
                }
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
                default -> {
                    if (random.nextInt(4) == 0 && f.socket.open && !f.dialledAt.isEmpty()) {
                        // Of what is on the way, the hub gets the first part; the rest dies with the connection.
                        deliver(f, random.nextInt(4));
                        if (random.nextBoolean()) {
                            hub.crash();
                        }
                        f.socket.sent.clear();
                        f.closed(1006);
                    }
                }
            }
        }
        for (int i = 0; i < 1_000 && f.spool.depth().readings() > 0; i++) {
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
        assertThat(f.dialledAt).as("the schedule has cut the link").hasSizeGreaterThan(5);
        int sampled = sampledAt.values().stream().mapToInt(List::size).sum();
        assertThat(hub.taken()).as("and readings were sent again").isGreaterThan(sampled);
        sampledAt.forEach((stream, times) -> {
            assertThat(hub.history(stream).size()).as("of %s", stream).isEqualTo(times.size());
            hub.history(stream)
                    .forEach((number, reading) -> assertThat(reading)
                            .isEqualTo(new Reading(
                                    number, "t", times.get((int) (number - 1)), Value.of(number.doubleValue()))));
        });
    }

    private void deliver(LinkFixture f, int most) {
        for (int i = 0; i < most && !f.socket.sent.isEmpty(); i++) {
            Message.FromAgent message = f.socket.sent.removeFirst();
            hub.receive(f, message);
        }
        if (f.socket.open && f.socket.sent.isEmpty() && !f.dialledAt.isEmpty()) {
            f.pongs();
        }
    }
}

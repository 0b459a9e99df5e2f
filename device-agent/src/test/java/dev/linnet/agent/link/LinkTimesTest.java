package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which times readings are sent with, whatever happens to the clock. */
class LinkTimesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static LinkFixture startingAt(Instant begin) {
        return new LinkFixture(new Random(1), new VirtualLoop(), new MemorySpool("boot1", 8 << 20), begin);
    }

    private static List<Instant> times(LinkFixture f) {
        return f.socket.takeSent().stream()
                .filter(Telemetry.class::isInstance)
                .flatMap(message -> ((Telemetry) message).readings().stream())
                .map(Reading::time)
                .toList();
    }

    private static void passOffline(LinkFixture f, Duration time) {
        f.refusal = new IOException("nobody is there");
        f.loop.advance(time);
        f.refusal = null;
    }

    @Test
    void untilTheClockIsSetTheHubsTimeCountsAndNothingIsSentFrom1970() {
        LinkFixture f = startingAt(Instant.EPOCH);
        f.sample(1);
        f.connected(); // for a second
        f.welcome(0); // says that it is noon
        assertThat(times(f)).containsExactly(LinkFixture.NOON.minusSeconds(1));
        assertThat(f.socket.statuses.getLast().time()).as("no clock to measure").isNull();
        // Then NTP sets it: the hub was three seconds slow.
        f.step = Duration.between(Instant.EPOCH, LinkFixture.NOON).plusSeconds(2);
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(times(f)).containsExactly(LinkFixture.NOON.plusSeconds(3));
    }

    @Test
    void aBoardThatResumesWhereItWasSwitchedOffTakesTheHubsTimeUntilATimeServerHasSetItsClock() {
        LinkFixture f = startingAt(LinkFixture.NOON.minus(HOUR));
        f.synchronised = false;
        f.sample(1);
        f.connected(); // for a second
        f.welcome(0); // says that it is noon
        assertThat(times(f)).containsExactly(LinkFixture.NOON.minusSeconds(1));
        assertThat(f.socket.statuses.getLast().time()).as("no clock to measure").isNull();
        f.synchronised = true;
        f.step = HOUR;
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(times(f)).containsExactly(LinkFixture.NOON.plusSeconds(1));
        f.loop.advance(HubSession.STATUS_INTERVAL);
        assertThat(f.socket.statuses.getLast().time()).isNotNull();
    }

    @Test
    void aStepWhileOfflineMovesWhatWasNotSent() {
        for (Duration step : List.of(HOUR, HOUR.negated())) {
            LinkFixture f = startingAt(LinkFixture.NOON);
            f.link.start();
            f.sample(1);
            passOffline(f, Duration.ofSeconds(30));
            f.step = step;
            f.sample(1);
            f.awaitHello();
            f.welcome(0);
            List<Instant> times = times(f);
            assertThat(times)
                    .containsExactly(
                            LinkFixture.NOON.plus(step),
                            LinkFixture.NOON.plus(step).plusSeconds(30));
        }
    }

    @Test
    void aStepWhileOnlineMovesNothingThatWasSentAndKeepsTheOrderOfNumbers() {
        LinkFixture f = startingAt(LinkFixture.NOON).open();
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(times(f)).containsExactly(LinkFixture.NOON.plusSeconds(1));
        f.step = HOUR.negated();
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(times(f)).containsExactly(LinkFixture.NOON.minus(HOUR).plusSeconds(2));
        f.step = Duration.ZERO;
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(times(f)).containsExactly(LinkFixture.NOON.plusSeconds(3));
        assertThat(f.spool.depth().readings()).isEqualTo(3);
    }

    @Test
    void theHubIsToldAClockThatJumped() {
        LinkFixture f = startingAt(LinkFixture.NOON).open();
        f.step = HOUR;
        f.loop.advance(HubSession.STATUS_INTERVAL);
        assertThat(f.socket.statuses.getLast().time())
                .isEqualTo(LinkFixture.NOON.plus(HOUR).plusSeconds(1).plus(HubSession.STATUS_INTERVAL));
    }
}

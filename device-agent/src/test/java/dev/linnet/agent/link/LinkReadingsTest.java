package dev.linnet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Readings across the link: together, in order, again after a break, and no further than the hub allows. */
class LinkReadingsTest {
    private final LinkFixture f = new LinkFixture();

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void readingsOfOneSamplingShareAMessageAndTellTheirTimes() {
        f.open();
        f.sample(2);
        f.loop.advance(Duration.ofMillis(2));
        f.sample(1);
        f.loop.advance(Duration.ofMillis(48));
        assertThat(f.socket.takeSent()).singleElement().isInstanceOfSatisfying(Telemetry.class, telemetry -> {
            assertThat(telemetry.boot()).isEqualTo("boot1");
            assertThat(telemetry.readings()).extracting(Reading::sequence).containsExactly(1L, 2L, 3L);
            assertThat(telemetry.readings().getFirst().time()).isEqualTo(LinkFixture.NOON.plusSeconds(1));
            assertThat(telemetry.readings().getLast().time()).isEqualTo(LinkFixture.NOON.plusMillis(1002));
        });
    }

    @Test
    void aLoneReadingLeavesAtOnceAndManyLeaveInSteps() {
        f.open();
        f.loop.advance(Duration.ofSeconds(1));
        f.sample(1);
        f.loop.advance(HubSession.GATHER);
        assertThat(f.telemetry()).hasSize(1);
        int messages = 0;
        for (int i = 0; i < 1000; i++) {
            f.sample(1);
            f.loop.advance(Duration.ofMillis(1));
            messages += f.telemetry().size();
        }
        assertThat(messages).isBetween(18, 21);
    }

    @Test
    void theSpoolForgetsWhatIsAcknowledged() {
        f.open();
        f.sample(5);
        f.loop.advance(Duration.ofMillis(50));
        assertThat(f.spool.depth().readings()).isEqualTo(5);
        f.hub(new Ack("boot1", 3));
        assertThat(f.spool.depth().readings()).isEqualTo(2);
        f.hub(new Ack("boot1", 2));
        f.hub(new Ack("nobody", 5));
        assertThat(f.spool.depth().readings()).isEqualTo(2);
        assertThat(f.telemetry()).containsExactly(numbers(1, 5));
    }

    @Test
    void afterABreakEverythingThatIsNotInTheHistoryIsSentAgain() {
        f.open();
        f.sample(5);
        f.loop.advance(Duration.ofMillis(50));
        f.closed(1006);
        f.sample(2);
        f.awaitHello();
        f.welcome(2);
        assertThat(f.telemetry()).containsExactly(numbers(3, 7));
    }

    @Test
    void whatTheHubAlreadyHasIsNotSentAgain() {
        f.sample(5);
        f.connected();
        f.welcome(5);
        assertThat(f.telemetry()).isEmpty();
        assertThat(f.spool.depth().readings()).isZero();
    }

    @Test
    void aHubThatHasForgottenIsToldSoAndSentWhatItHasNotAcknowledged() {
        f.open();
        f.sample(5);
        f.loop.advance(Duration.ofMillis(50));
        f.hub(new Ack("boot1", 3));
        f.closed(1006);
        f.awaitHello();
        f.socket.takeSent();
        f.welcome(0);
        List<Message.FromAgent> sent = f.socket.takeSent();
        assertThat(sent.getFirst()).isEqualTo(new Gap("boot1", 1, 3, Gap.Cause.ACKNOWLEDGED, null, null));
        assertThat(sent).hasSize(2).last().isInstanceOfSatisfying(Telemetry.class, telemetry -> {
            assertThat(telemetry.firstSequence()).isEqualTo(4);
            assertThat(telemetry.lastSequence()).isEqualTo(5);
        });
        f.hub(new Ack("boot1", 5));
        f.closed(1006);
        f.awaitHello();
        f.socket.takeSent();
        f.welcome(0);
        assertThat(f.socket.takeSent()).as("nothing follows").isEmpty();
    }

    @Test
    void messagesKeepToTheHubsLimits() {
        f.sample(1000);
        f.connected();
        f.welcome(0, 2048, 20);
        List<List<Long>> batches = f.telemetry();
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(numbers(1, 1000));
        assertThat(batches).allMatch(batch -> batch.size() <= 20);
    }

    @Test
    void aReadingThatIsLargerThanTheHubTakesIsLeftOutAndTheOthersGoOn() {
        f.sample(2);
        f.spool.append("t", f.loop.nanoTime(), Value.of("x".repeat(1024)));
        f.sample(2);
        f.connected();
        f.welcome(0, 1024, 500);
        List<Message.FromAgent> sent = f.socket.takeSent();
        assertThat(sent.get(2))
                .isEqualTo(new Gap("boot1", 3, 3, Gap.Cause.REFUSED, LinkFixture.NOON, LinkFixture.NOON));
        assertThat(sent).filteredOn(Telemetry.class::isInstance).hasSize(2);
    }

    @Test
    void whatWasMissedIsToldInItsPlace() {
        f.sample(2);
        f.spool.missed("t", f.loop.nanoTime(), 1_000);
        f.sample(1);
        f.connected();
        f.welcome(0, 2048, 500);
        List<Message.FromAgent> sent = f.socket.takeSent();
        assertThat(sent)
                .filteredOn(Gap.class::isInstance)
                .containsExactly(new Gap("boot1", 3, 1_002, Gap.Cause.OVERRUN, LinkFixture.NOON, LinkFixture.NOON));
        assertThat(sent)
                .filteredOn(Telemetry.class::isInstance)
                .flatExtracting(message -> ((Telemetry) message).readings())
                .extracting(Reading::sequence)
                .containsExactly(1L, 2L, 1_003L);
    }

    @Test
    void noMoreAreOnTheWayThanTheWindowAllows() {
        f.open();
        int samples = 3 * ReadingSender.WINDOW;
        long sent = 0;
        for (int i = 0; i < samples / 1000; i++) {
            f.sample(1000);
            f.loop.advance(Duration.ofSeconds(1));
            sent += f.telemetry().stream().mapToInt(List::size).sum();
        }
        assertThat(sent).isEqualTo(2 * ReadingSender.WINDOW);
        f.hub(new Ack("boot1", 700));
        assertThat(f.telemetry().stream().flatMap(List::stream)).hasSize(1000);
    }

    @Test
    void ofABacklogNoMoreIsOnTheWayThanTheHubReadsAndAcknowledges() {
        f.sample(4 * ReadingSender.WINDOW);
        f.connected();
        assertThat(f.socket.takeSent()).singleElement().isInstanceOfSatisfying(Hello.class, hello -> {
            assertThat(hello.boot()).isEqualTo("boot1");
            assertThat(hello.stream()).isEqualTo("boot1-2");
            assertThat(hello.spooled()).containsExactly("boot1");
        });
        f.welcome(Map.of("boot1", 0L, "boot1-2", 0L));
        long sent = f.telemetry().stream().mapToInt(List::size).sum();
        assertThat(sent).as("until the hub has read some").isBetween(1L, 5_000L);
        for (int i = 0; i < 100; i++) {
            f.pongs();
            sent += f.telemetry().stream().mapToInt(List::size).sum();
        }
        assertThat(sent).as("until the hub has stored some").isEqualTo(ReadingSender.WINDOW);
        f.sample(1);
        f.loop.advance(Duration.ofMillis(50));
        assertThat(f.socket.takeSent()).singleElement().isInstanceOfSatisfying(Telemetry.class, telemetry -> {
            assertThat(telemetry.boot()).isEqualTo("boot1-2");
            assertThat(telemetry.firstSequence()).isEqualTo(1);
        });
        f.hub(new Ack("boot1", ReadingSender.WINDOW));
        assertThat(f.telemetry().getFirst().getFirst()).isEqualTo(ReadingSender.WINDOW + 1);
    }

    @Test
    void aBacklogThatGrowsWhileTheLinkIsUpIsOvertakenToo() {
        f.open();
        f.socket.room = 0;
        f.sample(Backlog.DEFAULT.readings() + 1);
        f.loop.advance(Backlog.DEFAULT.between());
        f.socket.room = Integer.MAX_VALUE;
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.socket.takeSent().getFirst())
                .isInstanceOfSatisfying(
                        Telemetry.class,
                        telemetry -> assertThat(telemetry.boot()).isEqualTo("boot1"));
        f.sample(1);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.socket.takeSent()).singleElement().isInstanceOfSatisfying(Telemetry.class, telemetry -> {
            assertThat(telemetry.boot()).isEqualTo("boot1-2");
            assertThat(telemetry.firstSequence()).isEqualTo(1);
        });
    }

    @Test
    void aSocketThatIsFullIsWaitedFor() {
        f.open();
        f.socket.room = 1;
        f.sample(1200);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.telemetry()).containsExactly(numbers(1, 500));
        f.socket.room = 100;
        f.writable();
        assertThat(f.telemetry()).containsExactly(numbers(501, 1000), numbers(1001, 1200));
    }

    @Test
    void evictedReadingsAreReportedAsAGapWithTheirTimes() {
        f.open();
        f.socket.room = 0;
        f.sample(100_000);
        f.loop.advance(Duration.ofSeconds(10));
        f.sample(100_000);
        f.closed(1006);
        f.awaitHello();
        f.socket.takeSent();
        f.welcome(Map.of("boot1", 0L));
        long lost = f.spool.depth().evicted();
        List<Message.FromAgent> sent = f.socket.takeSent();
        assertThat(sent.getFirst()).isInstanceOfSatisfying(Gap.class, gap -> {
            assertThat(gap.boot()).isEqualTo("boot1");
            assertThat(gap.first()).isEqualTo(1);
            assertThat(gap.last()).isEqualTo(lost);
            assertThat(gap.cause()).isEqualTo(Gap.Cause.FULL);
            assertThat(gap.from()).isEqualTo(LinkFixture.NOON.plusSeconds(1));
            assertThat(gap.until()).isEqualTo(LinkFixture.NOON.plusSeconds(11));
        });
        assertThat(sent.get(1))
                .isInstanceOfSatisfying(
                        Telemetry.class,
                        telemetry -> assertThat(telemetry.firstSequence()).isEqualTo(lost + 1));
        f.closed(1006);
        f.awaitHello();
        f.socket.takeSent();
        f.welcome(Map.of("boot1", 0L));
        assertThat(f.socket.takeSent().getFirst())
                .as("said until it is acknowledged")
                .isInstanceOf(Gap.class);
        f.hub(new Ack("boot1", lost));
        f.closed(1006);
        f.awaitHello();
        f.socket.takeSent();
        f.welcome(Map.of("boot1", lost));
        assertThat(f.socket.takeSent().getFirst()).isInstanceOf(Telemetry.class);
    }

    @Test
    void theOneReadingThatTheHubRefusesIsFoundAndLeftOut() {
        f.open();
        f.sample(100);
        f.loop.advance(Duration.ofMillis(50));
        assertThat(f.telemetry()).containsExactly(numbers(1, 100));
        // A hub that cannot stand reading 37, and stores the rest.
        long stored = 0;
        boolean welcomed = true;
        f.hub(new Fault(Fault.Code.INVALID, "telemetry /readings/36/v: must be a number"));
        assertThat(f.socket.open).isFalse(); // nobody knows which message was meant, so once more with care
        for (int i = 0; i < 400 && f.spool.depth().readings() > 0; i++) {
            f.loop.advance(Duration.ofSeconds(1));
            if (f.link.state() == HubLink.State.GREETING) {
                f.welcome(stored);
                welcomed = true;
            }
            List<List<Long>> batches = f.telemetry();
            assertThat(batches).hasSizeLessThanOrEqualTo(1);
            for (List<Long> batch : batches) {
                if (batch.contains(37L)) {
                    f.hub(new Fault(Fault.Code.INVALID, "telemetry /readings/0/v: must be a number"));
                } else {
                    assertThat(batch.getFirst()).isEqualTo(stored == 36 ? 38 : stored + 1);
                    stored = batch.getLast();
                    f.hub(new Ack("boot1", stored));
                }
            }
        }
        assertThat(welcomed).isTrue();
        assertThat(stored).isEqualTo(100);
        assertThat(f.spool.depth().readings()).isZero();
        assertThat(f.dialledAt).hasSize(2);
        f.sample(700);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.telemetry()).containsExactly(numbers(101, 600), numbers(601, 800));
    }

    @Test
    void theHubIsToldHowThisAgentIs() {
        f.sample(3);
        f.connected();
        f.welcome(0);
        f.loop.advance(HubSession.STATUS_INTERVAL.minusSeconds(1));
        assertThat(f.socket.statuses).singleElement().satisfies(status -> {
            assertThat(status.time()).isEqualTo(LinkFixture.NOON.plusSeconds(1));
            assertThat(status.readings()).isEqualTo(3);
            assertThat(status.left()).isNull();
        });
        f.sample(10);
        f.loop.advance(Duration.ofSeconds(1));
        assertThat(f.socket.statuses.getLast().left()).isPositive();
        f.closed(1006);
        int told = f.socket.statuses.size();
        f.refusal = new IOException("gone");
        f.loop.advance(Duration.ofMinutes(1));
        assertThat(f.socket.statuses).hasSize(told);
    }

    @Test
    void drainingEndsWhenEverythingHasArrived() {
        AtomicBoolean drained = new AtomicBoolean();
        f.open();
        f.sample(3);
        f.link.drain(() -> drained.set(true));
        assertThat(f.telemetry()).containsExactly(numbers(1, 3));
        assertThat(drained).isFalse();
        f.hub(new Ack("boot1", 3));
        assertThat(drained).isTrue();
    }

    @Test
    void drainingDoesNotWaitForAHubThatIsNotThere() {
        AtomicBoolean drained = new AtomicBoolean();
        f.sample(3);
        f.link.drain(() -> drained.set(true));
        assertThat(drained).isTrue();
    }
}

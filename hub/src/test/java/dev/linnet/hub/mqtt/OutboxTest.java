package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OutboxTest {
    private final AtomicLong now = new AtomicLong();
    private final BridgeCounters counters = new BridgeCounters(new Metrics());
    private final Outbox outbox = new Outbox(new Outbox.Limits(3, 10, Duration.ZERO), counters, now::get);

    @Test
    void ofEachStateOnlyTheNewestWaits() throws Exception {
        outbox.states(List.of(state("a", "1"), state("b", "1")));
        outbox.states(List.of(state("a", "2")));
        assertThat(taken(10)).containsExactly("a=2", "b=1");
        assertThat(counters.coalesced.value()).isEqualTo(1);
    }

    @Test
    void whatIsRestatedIsOlderThanWhatWaits() throws Exception {
        outbox.states(List.of(state("a", "new")));
        outbox.restate(List.of(state("a", "old"), state("b", "old")));
        assertThat(taken(10)).containsExactly("a=new", "b=old");
    }

    @Test
    void fullOfReadingsTheOldestGoFirstCounted() throws Exception {
        for (int i = 1; i <= 4; i++) {
            telemetry("t" + i, 4, "x");
        }
        assertThat(outbox.waitingReadings()).isEqualTo(8);
        assertThat(taken(10)).containsExactly("t3=x", "t4=x");
        assertThat(counters.droppedReadings.value()).isEqualTo(8);
        assertThat(outbox.waitingReadings()).isZero();
    }

    @Test
    void fullOfResultsTheOldestGoFirstCounted() throws Exception {
        IntStream.rangeClosed(1, 5).forEach(i -> outbox.result(result("r" + i)));
        assertThat(taken(10)).containsExactly("r3=x", "r4=x", "r5=x");
        assertThat(counters.droppedResults.value()).isEqualTo(2);
    }

    @Test
    void resultsGoFirstAndStatesDoNotStarveTelemetry() throws Exception {
        IntStream.range(0, 20).forEach(i -> outbox.states(List.of(state("s" + i, "x"))));
        IntStream.range(0, 5).forEach(i -> telemetry("t" + i, 1, "x"));
        outbox.result(result("r"));
        assertThat(taken(6)).containsExactly("r=x", "s0=x", "s1=x", "t0=x", "t1=x", "t2=x");
        assertThat(taken(6)).containsExactly("s2=x", "s3=x", "s4=x", "t3=x", "t4=x");
        assertThat(taken(30)).hasSize(15);
    }

    @Test
    void whatWasNotConfirmedComesBackInItsPlace() throws Exception {
        outbox.result(result("r1"));
        outbox.states(List.of(state("a", "1"), state("b", "1")));
        telemetry("t", 2, "1");
        Batch batch = outbox.take(10);
        batch.confirm(0);
        batch.confirm(1);
        outbox.states(List.of(state("b", "2")));
        telemetry("t", 2, "2");
        outbox.giveBack(batch);
        assertThat(outbox.waitingReadings()).isEqualTo(4);
        assertThat(taken(10)).as("r1 and a=1 were confirmed, b=1 is outdated").containsExactly("b=2", "t=1", "t=2");
    }

    @Test
    void givingBackKeepsTheBounds() throws Exception {
        telemetry("t", 8, "1");
        Batch batch = outbox.take(10);
        telemetry("t", 8, "2");
        outbox.giveBack(batch);
        assertThat(outbox.waitingReadings()).isEqualTo(8);
        assertThat(taken(10)).containsExactly("t=2");
        assertThat(counters.droppedReadings.value()).isEqualTo(8);
    }

    @Test
    void readingsOfADeviceThatWaitAreToldTogether() throws Exception {
        counted("t", 2);
        counted("u", 1);
        counted("t", 3);
        assertThat(taken(1)).containsExactly("t=5");
        counted("t", 4);
        assertThat(outbox.waitingReadings()).isEqualTo(5);
        assertThat(taken(10)).as("what was taken is not joined").containsExactly("u=1", "t=4");
        assertThat(outbox.waitingReadings()).isZero();
    }

    @Test
    void aMessageDoesNotGrowForEver() throws Exception {
        Outbox large = new Outbox(new Outbox.Limits(3, 1_000, Duration.ZERO), counters, now::get);
        for (int i = 0; i < 11; i++) {
            large.telemetry("t", readings(10), all -> Publication.utf8("" + all.size()));
        }
        assertThat(payloads(large.take(10))).containsExactly("t=50", "t=50", "t=10");
    }

    @Test
    void whatIsGivenBackStaysWhatItWas() throws Exception {
        counted("t", 2);
        Batch batch = outbox.take(10);
        outbox.giveBack(batch);
        counted("t", 3);
        assertThat(taken(10)).containsExactly("t=2", "t=3");
    }

    @Test
    @Timeout(20)
    void gatheringEndsWhenEnoughWaitsOrSomethingIsUrgent() throws Exception {
        Duration forEver = Duration.ofDays(1);
        outbox.states(List.of(state("a", "1")));
        counted("t", 1);
        outbox.gather(2, forEver);
        outbox.result(result("r"));
        outbox.gather(100, forEver);
        assertThat(taken(10)).hasSize(3);
        outbox.wake();
        outbox.gather(100, forEver);
        assertThat(outbox.take(10).size()).isZero();
        outbox.states(List.of(state("a", "2")));
        outbox.gather(100, Duration.ofNanos(1));
        assertThat(taken(10)).as("the time has passed").containsExactly("a=2");
    }

    @Test
    @Timeout(20)
    void readingsWaitToBeToldTogetherAndStatesDoNotWaitForThem() throws Exception {
        Outbox patient = new Outbox(new Outbox.Limits(3, 100, Duration.ofMillis(200)), counters, now::get);
        patient.telemetry("t", readings(1), all -> Publication.utf8("" + all.size()));
        assertThat(payloads(patient.take(10))).as("after a quiet while").containsExactly("t=1");
        patient.telemetry("t", readings(2), all -> Publication.utf8("" + all.size()));
        patient.states(List.of(state("a", "1")));
        assertThat(payloads(patient.take(10))).containsExactly("a=1");
        patient.telemetry("t", readings(3), all -> Publication.utf8("" + all.size()));
        now.addAndGet(Duration.ofMillis(200).toNanos());
        assertThat(payloads(patient.take(10))).as("its time has come").containsExactly("t=5");
        patient.telemetry("t", readings(25), all -> Publication.utf8("" + all.size()));
        assertThat(payloads(patient.take(10))).as("a quarter of the most").containsExactly("t=25");
        patient.telemetry("t", readings(1), all -> Publication.utf8("" + all.size()));
        patient.wake();
        assertThat(payloads(patient.take(10))).as("the end").containsExactly("t=1");
    }

    @Test
    void aWakeUpEndsOneWaitEvenWhenItComesBeforeIt() throws Exception {
        outbox.wake();
        assertThat(outbox.take(10).size()).isZero();
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                assertThat(outbox.take(10).size()).isZero();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        outbox.wake();
        assertThat(waiter.join(Duration.ofSeconds(5))).isTrue();
    }

    private void telemetry(String topic, int readings, String payload) {
        outbox.telemetry(topic, readings(readings), all -> Publication.utf8(payload));
    }

    /** Readings whose message says how many they are. */
    private void counted(String topic, int readings) {
        outbox.telemetry(topic, readings(readings), all -> Publication.utf8("" + all.size()));
    }

    private static List<Reading> readings(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Reading(i, "door", Instant.EPOCH, new Value.Bool(true)))
                .toList();
    }

    private List<String> taken(int most) throws InterruptedException {
        return payloads(outbox.take(most));
    }

    private static List<String> payloads(Batch batch) {
        return batch.items().stream()
                .map(Batch.Item::publication)
                .map(publication -> publication.topic() + "="
                        + new String(publication.payload().get(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Publication state(String topic, String payload) {
        return Publication.state(topic, payload);
    }

    private static Publication result(String topic) {
        return Publication.result(topic, () -> Publication.utf8("x"));
    }
}

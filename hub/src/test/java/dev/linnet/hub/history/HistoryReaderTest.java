package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries over rows in full segments, in the open one, and in the wrong order of time. */
class HistoryReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    private Store store;
    private HistoryReader reader;
    private long sequence;

    @BeforeEach
    void open() throws Exception {
        store = new Store(
                folder.resolve("history.db"), Clock.systemUTC(), Retention.DEFAULT, new UpkeepCounters(new Metrics()));
        reader = new HistoryReader(folder.resolve("history.db"));
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        store.close();
    }

    @Test
    void aRangeIncludesItsStartAndNotItsEnd() throws Exception {
        append("temperature", NOON, Value.of(1));
        append("temperature", NOON.plusSeconds(1), Value.of(2));
        append("temperature", NOON.plusSeconds(2), Value.of(3));
        assertThat(values(raw("temperature", NOON, NOON.plusSeconds(2), 100, null)))
                .containsExactly(1.0, 2.0);
    }

    @Test
    void keepsMicrosecondsAndEveryKindOfValue() throws Exception {
        Instant fine = NOON.plusNanos(123_456_000);
        append("number", fine, Value.of(2.0));
        append("flag", fine, Value.of(true));
        append("word", fine, Value.of("21"));
        assertThat(page("number")).containsExactly(new Point(fine, Value.of(2.0)));
        assertThat(page("flag")).containsExactly(new Point(fine, Value.of(true)));
        assertThat(page("word")).containsExactly(new Point(fine, Value.of("21")));
    }

    @Test
    void pagesFromTheNewestToTheOldestWithoutLossOverSegmentsTiesAndDisorder() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 3 * Segments.ROWS; i++) {
            // Two channels, two readings of each moment, and an hour-old stretch arriving in between.
            Instant time = NOON.plusSeconds(i / 4).minusSeconds(i % 1000 < 100 ? 3600 : 0);
            readings.add(new Reading(i + 1, i % 2 == 0 ? "temperature" : "humidity", time, Value.of((double) i)));
        }
        commit(readings.subList(0, 5000));
        reopen(); // the open segment is found again
        commit(readings.subList(5000, readings.size()));

        List<Double> paged = new ArrayList<>();
        Position older = null;
        do {
            Page page = page(raw("temperature", NOON.minusSeconds(7200), NOON.plusSeconds(86_400), 1000, older));
            assertThat(page.points()).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
            page.points().reversed().forEach(point -> paged.add(((Value.Numeric) point.value()).value()));
            older = page.older();
        } while (older != null);

        List<Double> expected = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading.channel().equals("temperature")) {
                expected.add(((Value.Numeric) reading.value()).value());
            }
        }
        Collections.sort(expected);
        assertThat(paged).hasSameSizeAs(expected);
        Collections.sort(paged);
        assertThat(paged).isEqualTo(expected);
    }

    @Test
    void bucketsHoldExtremesMeanCountAndLast() throws Exception {
        append("temperature", NOON.plusSeconds(10), Value.of(3));
        append("temperature", NOON.plusSeconds(70), Value.of(8));
        append("temperature", NOON, Value.of(1)); // late
        append("temperature", NOON.plusSeconds(59), Value.of(-1));
        List<Bucket> buckets = reader.buckets(new HistoryQuery.Bucketed(
                        "kitchen", "temperature", NOON, NOON.plusSeconds(600), Duration.ofMinutes(1)))
                .orElseThrow();
        assertThat(buckets)
                .containsExactly(
                        new Bucket(NOON, 3, new Bucket.Span(-1, 1, 3), Value.of(-1)),
                        new Bucket(NOON.plusSeconds(60), 1, new Bucket.Span(8, 8, 8), Value.of(8)));
    }

    @Test
    void bucketsOfBooleansSayHowLongAndThoseOfTextOnlyTheLast() throws Exception {
        append("door", NOON, Value.of(true));
        append("door", NOON.plusSeconds(1), Value.of(false));
        append("state", NOON, Value.of("idle"));
        Bucket door = buckets("door").getFirst();
        assertThat(door.last()).isEqualTo(Value.of(false));
        assertThat(door.span()).isNotNull();
        assertThat(door.span() == null ? -1 : door.span().mean()).isCloseTo(0.5, within(1e-9));
        assertThat(buckets("state").getFirst()).isEqualTo(new Bucket(NOON, 1, null, Value.of("idle")));
    }

    @Test
    void knowsNothingOfOtherDevices() throws Exception {
        append("temperature", NOON, Value.of(1));
        HistoryQuery.Raw other = new HistoryQuery.Raw("cellar", "temperature", NOON, NOON.plusSeconds(60), 10, null);
        assertThat(reader.page(other)).isEmpty();
    }

    @Test
    void aQueryThatTakesTooLongIsInterruptedAndItsConnectionIsGoodForTheNext() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            readings.add(new Reading(i + 1, "temperature", NOON.plusMillis(i), Value.of((double) i)));
        }
        commit(readings);
        HistoryQuery.Bucketed all =
                new HistoryQuery.Bucketed("kitchen", "temperature", NOON, NOON.plusSeconds(200), Duration.ofSeconds(1));
        try (HistoryReader hasty = new HistoryReader(folder.resolve("history.db"), Duration.ofMillis(1))) {
            assertThatThrownBy(() -> hasty.buckets(all))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("INTERRUPT");
        }
        assertThat(reader.buckets(all).orElseThrow()).hasSize(100);
    }

    @Test
    void remembersDevicesWithTheirDescriptionsAndLatestValues() throws Exception {
        store.commit(List.of(new Entry.Description(TestAgent.helloOf("kitchen", "b1"))), List.of());
        append("temperature", NOON.plusSeconds(5), Value.of(7));
        append("temperature", NOON, Value.of(6)); // late
        append("fan", NOON, Value.of("no boolean"));
        KnownDevice kitchen = reader.devices().getFirst();
        assertThat(kitchen.id()).isEqualTo("kitchen");
        assertThat(kitchen.channels())
                .extracting(KnownDevice.Channel::description)
                .isEqualTo(TestAgent.helloOf("kitchen", "b1").channels());
        assertThat(kitchen.channels().getFirst().latest())
                .isEqualTo(new Reading(1, "temperature", NOON.plusSeconds(5), Value.of(7)));
        assertThat(kitchen.channels().getLast().latest())
                .as("not of the channel's type")
                .isNull();
        store.commit(List.of(new Entry.Removal("kitchen")), List.of());
        assertThat(reader.devices()).isEmpty();
    }

    private void append(String channel, Instant time, Value value) throws Exception {
        commit(List.of(new Reading(++sequence, channel, time, value)));
    }

    private void commit(List<Reading> readings) throws Exception {
        Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);
        store.commit(
                List.of(new Entry.Readings(
                        cursor, readings, 0, readings.getLast().sequence(), 0)),
                List.of());
    }

    private void reopen() throws Exception {
        store.close();
        store = new Store(
                folder.resolve("history.db"), Clock.systemUTC(), Retention.DEFAULT, new UpkeepCounters(new Metrics()));
    }

    private Page page(HistoryQuery.Raw query) throws Exception {
        return reader.page(query).orElseThrow();
    }

    private List<Point> page(String channel) throws Exception {
        return page(raw(channel, NOON, NOON.plusSeconds(60), 10, null)).points();
    }

    private List<Bucket> buckets(String channel) throws Exception {
        return reader.buckets(new HistoryQuery.Bucketed(
                        "kitchen", channel, NOON, NOON.plusSeconds(60), Duration.ofMinutes(1)))
                .orElseThrow();
    }

    private List<Double> values(HistoryQuery.Raw query) throws Exception {
        return page(query).points().stream()
                .map(point -> ((Value.Numeric) point.value()).value())
                .toList();
    }

    private static HistoryQuery.Raw raw(String channel, Instant from, Instant to, int limit, @Nullable Position older) {
        return new HistoryQuery.Raw("kitchen", channel, from, to, limit, older);
    }
}

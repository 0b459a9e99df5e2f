package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What buckets say must be what the readings say, whatever was written, rolled up, cut off and caught up with when. */
class RollUpsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final List<String> CHANNELS = List.of("temperature", "door", "state");

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(NOON);
    private final List<Reading> model = new ArrayList<>();
    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = new Store(file(), clock, Retention.DEFAULT, new UpkeepCounters(new Metrics()));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bucketsAreThoseOfTheReadings(long seed) throws Exception {
        Random random = new Random(seed);
        Instant now = NOON;
        for (int step = 0; step < 60; step++) {
            List<Reading> batch = new ArrayList<>();
            for (int i = random.nextInt(400); i >= 0; i--) {
                now = now.plusMillis(random.nextInt(20_000));
                Instant time = random.nextInt(10) == 0 ? now.minusSeconds(random.nextInt(40_000)) : now;
                String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
                batch.add(new Reading(model.size() + batch.size() + 1L, channel, time, value(channel, random)));
            }
            commit(batch);
            switch (random.nextInt(5)) {
                case 0 -> clock.now = clock.now.plusSeconds(7_200); // the next commit writes roll-ups
                case 1 -> reopen(); // nothing is caught up with before the next commits
                case 2 -> store.tend(false);
                default -> {}
            }
            if (step % 10 == 9) {
                compare(random, now);
            }
        }
        assertThat(rows("SELECT count(*) FROM hour"))
                .as("roll-ups were used at all")
                .isPositive();
    }

    @Test
    void readingsThatAreRolledUpAreNotReadAgain() throws Exception {
        Random random = new Random(7);
        commit(minuteByMinute(random));
        rollUp();
        List<Bucket> before = buckets("temperature", NOON, NOON.plusSeconds(86_400), Duration.ofHours(6));
        update("UPDATE reading_a SET value = 1e9");
        assertThat(buckets("temperature", NOON, NOON.plusSeconds(86_400), Duration.ofHours(6)))
                .isEqualTo(before)
                .hasSize(4);
        assertThat(rows("SELECT count(*) FROM minute")).isEqualTo(1440);
        assertThat(rows("SELECT count(*) FROM hour")).isEqualTo(24);
    }

    @Test
    void aFileWithoutRollUpsGetsThemInSteps() throws Exception {
        List<Reading> old = new ArrayList<>();
        for (int i = 0; i < 2 * RollUps.STEP_ROWS + 1; i++) {
            old.add(new Reading(i + 1, "temperature", NOON.plusSeconds(i), Value.of(i % 64)));
        }
        commit(old);
        reopen();
        int steps = 0;
        while (store.tend(false)) {
            steps++;
            commit(List.of(new Reading(model.size() + 1, "temperature", NOON.plusMillis(steps), Value.of(1))));
        }
        assertThat(steps).isEqualTo(2);
        rollUp();
        assertThat(rows("SELECT sum(count) FROM minute")).isEqualTo(model.size());
        compare(new Random(1), NOON.plusSeconds(old.size()));
    }

    @Test
    void aFailedCommitCountsNothing() throws Exception {
        Random random = new Random(9);
        commit(minuteByMinute(random).subList(0, 700));
        clock.now = clock.now.plusSeconds(7_200);
        update("CREATE TRIGGER full BEFORE UPDATE ON rolled BEGIN SELECT raise(ABORT, 'disk full'); END");
        Reading next = new Reading(701, "temperature", NOON, Value.of(5));
        assertThatThrownBy(() -> commit(List.of(next))).hasMessageContaining("disk full");
        reopen();
        update("DROP TRIGGER full");
        store.tend(false);
        commit(List.of(next));
        rollUp();
        assertThat(rows("SELECT sum(count) FROM hour")).isEqualTo(model.size());
        compare(random, NOON.plusSeconds(86_400));
    }

    private static List<Reading> minuteByMinute(Random random) {
        List<Reading> readings = new ArrayList<>();
        for (int minute = 0; minute < 1440; minute++) {
            Instant time = NOON.plusSeconds(60L * minute);
            readings.add(new Reading(minute + 1, "temperature", time, value("temperature", random)));
        }
        return readings;
    }

    /** Numbers whose sums are exact in any order. */
    private static Value value(String channel, Random random) {
        return switch (channel) {
            case "temperature" -> Value.of(random.nextInt(-4096, 4096) / 16.0);
            case "door" -> Value.of(random.nextBoolean());
            default -> Value.of("state " + random.nextInt(5));
        };
    }

    private void compare(Random random, Instant newest) throws Exception {
        long range = Duration.between(NOON, newest).toSeconds() + 50_000;
        for (int i = 0; i < 20; i++) {
            Instant from = NOON.minusSeconds(45_000).plusSeconds(random.nextLong(range));
            Instant to = from.plusMillis(1 + random.nextLong(range * 1000));
            Duration every = Duration.ofSeconds(
                    List.of(45, 60, 90, 300, 3600, 7200, 86_400).get(random.nextInt(7)));
            String channel = CHANNELS.get(random.nextInt(i % 2 == 0 ? 1 : 3));
            if (Duration.between(from, to).dividedBy(every) < HistoryQuery.MAX_POINTS) {
                assertThat(buckets(channel, from, to, every))
                        .as("%s from %s to %s every %s", channel, from, to, every)
                        .isEqualTo(expected(channel, from, to, every));
            }
        }
    }

    private List<Bucket> expected(String channel, Instant from, Instant to, Duration every) {
        TreeMap<Long, Accumulator> buckets = new TreeMap<>();
        for (int i = 0; i < model.size(); i++) {
            Reading reading = model.get(i);
            if (reading.channel().equals(channel)
                    && !reading.time().isBefore(from)
                    && reading.time().isBefore(to)) {
                long micros = Micros.of(reading.time());
                buckets.computeIfAbsent(Math.floorDiv(micros, every.toMillis() * 1000), n -> new Accumulator())
                        .add(micros, i + 1, reading.value());
            }
        }
        List<Bucket> filled = new ArrayList<>();
        buckets.forEach((number, bucket) -> filled.add(bucket.bucket(Instant.ofEpochMilli(number * every.toMillis()))));
        return filled;
    }

    private List<Bucket> buckets(String channel, Instant from, Instant to, Duration every) throws Exception {
        try (HistoryReader reader = new HistoryReader(file())) {
            return reader.buckets(new HistoryQuery.Bucketed("kitchen", channel, from, to, every))
                    .orElse(List.of());
        }
    }

    private void commit(List<Reading> readings) throws SQLException {
        Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);
        long last = readings.getLast().sequence();
        store.commit(List.of(new Entry.Readings(cursor, readings, 0, last, 0)), List.of());
        model.addAll(readings);
    }

    private void rollUp() throws SQLException {
        clock.now = clock.now.plusSeconds(7_200);
        store.commit(List.of(new Entry.Removal("nobody")), List.of());
    }

    private void reopen() throws SQLException {
        store.close();
        store = new Store(file(), clock, Retention.DEFAULT, new UpkeepCounters(new Metrics()));
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement()) {
            statement.executeUpdate(sql);
            store.connection().commit();
        }
    }

    private long rows(String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Path file() {
        return folder.resolve("history.db");
    }
}

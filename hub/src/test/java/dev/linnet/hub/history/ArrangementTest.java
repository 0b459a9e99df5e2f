package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows become pieces, and whoever asks sees no difference: at no step, after no restart. */
class ArrangementTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int RUN = Rows.TURN;
    private static final Retention FOREVER = new Retention(null, null, null, 1L << 40);

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(NOON);
    private final UpkeepCounters counters = new UpkeepCounters(new Metrics());
    private final List<Reading> written = new ArrayList<>();
    private final Random random = new Random(4711);
    private Store store;
    private HistoryReader reader;

    @BeforeEach
    void open() throws Exception {
        store = store(FOREVER);
        reader = new HistoryReader(folder.resolve("history.db"));
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        store.close();
    }

    @Test
    void everyReadingIsThereOnceAtEachStepAndAfterEachRestart() throws Exception {
        commit(RUN + 5_000);
        rollUp();
        int steps = 0;
        while (store.tend(false)) {
            assertThat(number("SELECT (SELECT count(*) FROM reading) + coalesce((SELECT sum(count) FROM piece), 0)"))
                    .as("step %d", ++steps)
                    .isEqualTo(written.size());
            if (steps == 4 || steps == 14) {
                assertThat(everything("temperature")).isEqualTo(expected("temperature"));
                reopen(); // what was gathered in memory is gone
            }
        }
        assertThat(steps).isGreaterThan(14);
        assertThat(number("SELECT through FROM arranged")).isEqualTo(RUN);
        assertThat(number("SELECT count(*) FROM reading")).isEqualTo(5_001);
        assertThat(number("SELECT sum(count) FROM piece")).isEqualTo(RUN);
        assertThat(number("SELECT count(*) FROM reading_a")).as("cleared").isZero();
        for (String channel : List.of("temperature", "door", "state", "mixed")) {
            assertThat(everything(channel)).isEqualTo(expected(channel));
        }
    }

    @Test
    void aRunThatIsPartlyWrittenIsReadFromBothAndFinishedAfterARestart() throws Exception {
        commit(RUN);
        rollUp();
        try (Statement statement = store.connection().createStatement()) {
            // So many channels that their pieces take several steps.
            statement.executeUpdate("UPDATE reading_a SET channel = 1000 + id % 3000 WHERE id % 2 = 0");
            store.connection().commit();
        }
        reopen();
        long sum = number("SELECT sum(id) FROM reading");
        int midway = 0;
        boolean more = true;
        while (more) {
            more = store.tend(false);
            if (number("SELECT upto > through FROM arranged") == 1 && ++midway == 1) {
                long rows = number("SELECT count(*) FROM reading");
                assertThat(rows).isPositive().isLessThan(RUN);
                assertThat(rows + number("SELECT sum(count) FROM piece")).isEqualTo(RUN + 1);
                reopen();
            }
        }
        assertThat(midway).isGreaterThan(1);
        assertThat(sum).isEqualTo((long) (RUN + 1) * (RUN + 2) / 2);
        assertThat(number("SELECT count(*) FROM reading")).isEqualTo(1);
        assertThat(number("SELECT sum(count) FROM piece")).isEqualTo(RUN);
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(1);
    }

    @Test
    void pagesGoOnAcrossAnArrangementWithoutLossOrRepetition() throws Exception {
        commit(2 * RUN);
        rollUp();
        List<Point> paged = new ArrayList<>();
        Position older = null;
        do {
            Page page = page("temperature", older);
            paged.addAll(page.points().reversed());
            older = page.older();
            store.tend(false);
            store.tend(false);
            store.tend(false);
        } while (older != null);
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(2);
        assertThat(paged.reversed()).isEqualTo(expected("temperature"));
    }

    @Test
    void bucketsAreTheSameFromRowsAndFromPieces() throws Exception {
        commit(RUN + 10);
        rollUp();
        List<List<Bucket>> before = buckets();
        tend();
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(buckets())
                .usingRecursiveComparison()
                .withComparatorForType(ArrangementTest::roughly, Double.class)
                .isEqualTo(before);
        assertThat(reader.devices()).hasSize(1);
    }

    @Test
    void rowsGoOnCountingWhenAllOfThemAreArranged() throws Exception {
        commit(RUN);
        rollUp();
        tend();
        commit(RUN);
        clock.now = clock.now.plus(Duration.ofHours(2));
        commit(1);
        tend();
        assertThat(number("SELECT count(*) FROM segment")).isLessThanOrEqualTo(1);
        reopen();
        int before = written.size();
        commit(10);
        assertThat(number("SELECT max(id) FROM reading")).isEqualTo(before + 10);
        assertThat(everything("temperature")).isEqualTo(expected("temperature"));
    }

    @Test
    void oldRunsGoAndWhatIsKeptStays() throws Exception {
        commit(RUN);
        Instant later = NOON.plus(Duration.ofDays(10));
        clock.now = later;
        commit(2 * RUN);
        rollUp();
        tend();
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(3);
        store.close();
        clock.now = later.plus(Duration.ofHours(3));
        store = store(new Retention(Duration.ofDays(5), Duration.ofDays(5), null, 1L << 40));
        tend();
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(2);
        assertThat(number("SELECT sum(count) FROM piece")).isEqualTo(2L * RUN);
        assertThat(counters.readings.value()).isEqualTo(RUN);
        assertThat(number("SELECT sum(count) FROM hour")).isEqualTo(written.size());
    }

    @Test
    void rowsThatAreInPiecesMakeRoomBeforeAnyPiece() throws Exception {
        commit(4 * RUN);
        rollUp();
        tend();
        assertThat(number("SELECT count(*) FROM reading_b"))
                .as("among them those in pieces")
                .isEqualTo(3L * RUN + 1);
        keepWithin(used() * 7 / 8);
        assertThat(number("SELECT count(*) FROM reading_b")).isLessThan(3L * RUN);
        assertThat(number("SELECT count(*) FROM run")).as("those go first").isEqualTo(4);
        keepWithin(Retention.MIN_BYTES);
        assertThat(number("SELECT count(*) FROM reading_b")).as("the newest").isEqualTo(1);
        assertThat(number("SELECT min(id) FROM run")).isEqualTo(1);
    }

    private void keepWithin(long bytes) throws SQLException {
        store.close();
        store = store(new Retention(null, null, null, bytes));
        tend();
        assertThat(number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
                .isLessThanOrEqualTo(bytes);
    }

    private long used() throws SQLException {
        return number("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count,"
                + " pragma_freelist_count, pragma_page_size");
    }

    @Test
    void aFileOfTheVersionBeforeIsArrangedWithAllThatItHolds() throws Exception {
        reader.close();
        store.close();
        folder = folder.resolve("former");
        Files.createDirectory(folder);
        try (Connection former = Database.writer(folder.resolve("history.db"))) {
            Schema.migrate(former, NOON, 2);
            former.setAutoCommit(false);
            writeAsVersion2(former, RUN + 3 * Segments.ROWS);
            former.commit();
        }
        open();
        clock.now = NOON.plus(Duration.ofHours(3));
        assertThat(everything("temperature")).isEqualTo(expected("temperature"));
        tend();
        clock.now = NOON.plus(Duration.ofHours(6));
        tend();
        assertThat(number("SELECT sum(count) FROM hour")).isEqualTo(written.size());
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM reading")).isEqualTo(3L * Segments.ROWS);
        assertThat(everything("temperature")).isEqualTo(expected("temperature"));
        commit(Segments.ROWS);
        assertThat(everything("temperature")).isEqualTo(expected("temperature"));
    }

    @Test
    void longTextsMakeShorterRuns() throws Exception {
        String text = "x".repeat(1_000);
        for (int i = 0; i < RUN; i += 1_000) {
            List<Reading> readings = new ArrayList<>();
            for (int n = 0; n < 1_000; n++) {
                readings.add(new Reading(i + n + 1, "log", NOON.plusMillis(i + n), Value.of(text)));
            }
            store.commit(
                    List.of(new Entry.Readings(new Cursor("kitchen", "b1", 0, 0, 0), readings, 0, i + 1_000, 0)),
                    List.of());
        }
        clock.now = NOON.plus(Duration.ofHours(2));
        tend();
        assertThat(number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(number("SELECT sum(count) FROM piece")).isLessThan(RUN / 8);
        assertThat(number("SELECT sum(count) FROM piece") + number("SELECT count(*) FROM reading"))
                .isEqualTo((RUN + 999L) / 1_000 * 1_000);
    }

    private Store store(Retention retention) throws SQLException {
        return new Store(folder.resolve("history.db"), clock, retention, counters);
    }

    private void reopen() throws SQLException {
        store.close();
        store = store(FOREVER);
    }

    private void tend() throws SQLException {
        while (store.tend(false)) {
            assertThat(number("SELECT through <= upto FROM arranged")).isEqualTo(1);
        }
    }

    /** Makes the roll-ups hold everything written so far, so that it may be arranged. */
    private void rollUp() throws SQLException {
        clock.now = clock.now.plus(Duration.ofHours(2));
        commit(1);
    }

    private void commit(int count) throws SQLException {
        List<Reading> readings = readings(count);
        Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);
        store.commit(List.of(new Entry.Readings(cursor, readings, 0, written.size(), 0)), List.of());
    }

    /** Mostly temperatures, ten a second; some late, some of the same time. */
    private List<Reading> readings(int count) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = written.size() + i;
            Instant time = clock.now.plusMillis(100L * number % (100L * RUN));
            if (number % 1000 < 20) {
                time = time.minusSeconds(random.nextInt(7200));
            } else if (number % 100 < 8) {
                time = clock.now.plusMillis(800L * (number % RUN / 8));
            }
            readings.add(
                    switch (number % 10) {
                        case 0 -> new Reading(number + 1, "door", time, Value.of(random.nextBoolean()));
                        case 1 -> new Reading(number + 1, "state", time, Value.of("s" + random.nextInt(5)));
                        case 2 ->
                            new Reading(
                                    number + 1, "mixed", time, random.nextBoolean() ? Value.of(1) : Value.of("off"));
                        default ->
                            new Reading(number + 1, "temperature", time, Value.of(random.nextInt(3_000) / 100.0));
                    });
        }
        written.addAll(readings);
        return readings;
    }

    private void writeAsVersion2(Connection connection, int count) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO reading VALUES (?, ?, ?, ?)");
                PreparedStatement segment = connection.prepareStatement("INSERT INTO segment"
                        + " SELECT min(id), max(id), min(time), max(time) FROM reading WHERE id BETWEEN ? AND ?")) {
            statement.executeUpdate("INSERT INTO device (id, name, seen) VALUES (1, 'kitchen', 0)");
            List<String> channels = List.of("temperature", "door", "state", "mixed");
            for (String channel : channels) {
                statement.executeUpdate("INSERT INTO channel (device, name) VALUES (1, '" + channel + "')");
            }
            int row = 0;
            for (Reading reading : readings(count)) {
                insert.setInt(1, ++row);
                insert.setInt(2, channels.indexOf(reading.channel()) + 1);
                insert.setLong(3, Micros.of(reading.time()));
                StoredValue.bind(insert, 4, reading.value());
                insert.addBatch();
            }
            insert.executeBatch();
            for (int first = 1; first + Segments.ROWS <= count; first += Segments.ROWS) {
                segment.setInt(1, first);
                segment.setInt(2, first + Segments.ROWS - 1);
                segment.executeUpdate();
            }
        }
    }

    /** All of a channel, oldest first. */
    private List<Point> everything(String channel) throws Exception {
        List<Point> newestFirst = new ArrayList<>();
        Position older = null;
        do {
            Page page = page(channel, older);
            newestFirst.addAll(page.points().reversed());
            older = page.older();
        } while (older != null);
        return newestFirst.reversed();
    }

    private Page page(String channel, @Nullable Position older) throws Exception {
        return reader.page(new HistoryQuery.Raw(
                        "kitchen",
                        channel,
                        NOON.minus(Duration.ofDays(1)),
                        NOON.plus(Duration.ofDays(100)),
                        HistoryQuery.MAX_POINTS,
                        older))
                .orElseThrow();
    }

    private List<Point> expected(String channel) {
        return written.stream()
                .filter(reading -> reading.channel().equals(channel))
                .sorted(Comparator.comparing(Reading::time).thenComparingLong(Reading::sequence))
                .map(reading -> new Point(reading.time(), reading.value()))
                .toList();
    }

    private List<List<Bucket>> buckets() throws Exception {
        List<List<Bucket>> answers = new ArrayList<>();
        for (String channel : List.of("temperature", "door", "state", "mixed")) {
            for (int seconds : new int[] {7, 60, 90, 3600}) {
                answers.add(reader.buckets(new HistoryQuery.Bucketed(
                                "kitchen",
                                channel,
                                NOON.minusSeconds(1_817),
                                NOON.plusSeconds(20_011),
                                Duration.ofSeconds(seconds)))
                        .orElseThrow());
            }
        }
        return answers;
    }

    /** Sums differ in their last bits when they are made in another order. */
    private static int roughly(Double one, Double other) {
        return Math.abs(one - other) < 1e-9 * Math.abs(one) ? 0 : Double.compare(one, other);
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes, in which order, and what must stay. */
class ExpiryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(NOON);
    private final UpkeepCounters counters = new UpkeepCounters(new Metrics());
    private int sequence;

    @Test
    void oldReadingsGoBySegmentAndTheirRollUpsStay() throws Exception {
        Retention retention = new Retention(Duration.ofDays(1), Duration.ofDays(2), null, 1L << 30);
        try (Store store = open(retention)) {
            commit(store, 3 * Segments.ROWS, Duration.ofSeconds(10));
            assertThat(tend(store)).as("nothing is old").isZero();
            clock.now = NOON.plus(Duration.ofSeconds(10L * Segments.ROWS)).plus(Duration.ofDays(1));
            commit(store, 1, Duration.ofSeconds(10)); // and an hour has passed, so roll-ups are written
            assertThat(tend(store)).as("steps").isEqualTo(1);
            assertThat(number(store, "SELECT min(id) FROM reading")).isEqualTo(Segments.ROWS + 1);
            assertThat(number(store, "SELECT sum(count) FROM minute")).isEqualTo(sequence);

            clock.now = NOON.plus(Duration.ofDays(400));
            tend(store);
            assertThat(number(store, "SELECT count(*) FROM segment"))
                    .as("the newest")
                    .isEqualTo(1);
            assertThat(number(store, "SELECT min(start) FROM minute"))
                    .as("a clock that runs ahead takes only what is older than the newest reading allows")
                    .isBetween(
                            number(store, "SELECT max(newest) - 86400000000 - 60000000 FROM segment"),
                            number(store, "SELECT max(newest) - 86400000000 FROM segment"));
            assertThat(number(store, "SELECT sum(count) FROM hour")).isEqualTo(sequence);
            assertThat(counters.readings.value()).isEqualTo(2L * Segments.ROWS);
            assertThat(counters.minutes.value()).isPositive();
            assertThat(counters.hours.value()).isZero();
        }
        try (Store store = open(retention)) {
            commit(store, 1, Duration.ofSeconds(10));
            assertThat(number(store, "SELECT max(id) FROM reading")).isEqualTo(sequence);
        }
    }

    @Test
    void theOldestReadingsMakeRoomAndTheFileShrinks() throws Exception {
        Retention small = new Retention(null, null, null, Retention.MIN_BYTES);
        try (Store store = open(small)) {
            for (int i = 0; i < 15; i++) { // too few to be rolled up yet
                commit(store, 10_000, Duration.ofMillis(10));
            }
            tend(store);
            long size = number(store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            assertThat(size).isGreaterThan(2 * Retention.MIN_BYTES);
            clock.now = clock.now.plusSeconds(7_200);
            commit(store, 1, Duration.ofMillis(10));
            tend(store);
            size = number(store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            assertThat(size).isLessThanOrEqualTo(Retention.MIN_BYTES);
            assertThat(number(store, "SELECT max(id) - min(id) + 1 - count(*) FROM reading"))
                    .as("gaps")
                    .isZero();
            assertThat(number(store, "SELECT count(*) FROM reading")).isGreaterThan(10_000);
            assertThat(number(store, "SELECT sum(count) FROM minute")).isEqualTo(sequence);
            assertThat(counters.fileBytes).isEqualTo(size);
        }
    }

    /** No step gives back so much that readings would wait for it, and each that comes meanwhile is stored before the next step. */
    @Test
    void readingsAreCommittedBetweenTheStepsInWhichTheFileShrinks() throws Exception {
        try (Store store = open(new Retention(Duration.ofDays(1), null, null, Retention.MIN_BYTES))) {
            long old = 700_000; // some thousand pages
            while (sequence < old) {
                commit(store, 20_000, Duration.ofMillis(10));
            }
            clock.now = NOON.plus(Duration.ofDays(3));
            int shrinking = 0;
            int steps = 0;
            boolean more = true;
            while (more) {
                assertThat(++steps).isLessThan(1_000);
                commit(store, 1, Duration.ofDays(3).dividedBy(old)); // as old as the clock
                assertThat(number(store, "SELECT acknowledged FROM boot")).isEqualTo(sequence);
                long before = number(store, "PRAGMA page_count");
                more = store.tend(false);
                long given = before - number(store, "PRAGMA page_count");
                assertThat(given)
                        .as("pages, and with them the maps of where they belong, one for 800")
                        .isLessThanOrEqualTo(Expiry.STEP_PAGES + Expiry.STEP_PAGES / 500);
                shrinking += given > 0 ? 1 : 0;
            }
            assertThat(shrinking).isGreaterThan(3);
            assertThat(number(store, "PRAGMA page_count") * number(store, "PRAGMA page_size"))
                    .isLessThanOrEqualTo(Retention.MIN_BYTES);
            assertThat(number(store, "SELECT count(*) FROM reading WHERE id > " + old))
                    .as("none that came meanwhile is missing")
                    .isEqualTo(sequence - old);
        }
    }

    /** Returns how many steps there were after which more was to do. */
    private static int tend(Store store) throws SQLException {
        int steps = 0;
        while (store.tend(false)) {
            steps++;
        }
        return steps;
    }

    private Store open(Retention retention) throws SQLException {
        return new Store(folder.resolve("history.db"), clock, retention, counters);
    }

    private void commit(Store store, int count, Duration every) throws SQLException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant time = NOON.plus(every.multipliedBy(sequence));
            readings.add(new Reading(++sequence, "temperature", time, Value.of(sequence)));
        }
        Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);
        store.commit(List.of(new Entry.Readings(cursor, readings, 0, sequence, 0)), List.of());
    }

    private static long number(Store store, String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

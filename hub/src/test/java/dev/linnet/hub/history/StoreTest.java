package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Telemetry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that fail, files of other versions, rows as {@code sqlite3} shows them. */
class StoreTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskFailsTheWholeGroupAndTheSameGroupSucceedsLater() throws Exception {
        Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);
        List<Entry> group = List.of(readings(cursor, 11, 5_000), readings(new Cursor("cellar", "b1", 0, 0, 0), 1, 1));
        try (Store store = open()) {
            store.commit(List.of(readings(cursor, 1, 10)), List.of());
            try (Statement statement = store.connection().createStatement()) {
                statement.execute("PRAGMA max_page_count = 1"); // which is: no larger than it is now
            }
            assertThatThrownBy(() -> store.commit(group, List.of()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("FULL");
        }
        try (Store store = open()) {
            assertThat(count(store)).isEqualTo(10);
            store.commit(group, List.of());
            assertThat(count(store)).isEqualTo(5_001);
            assertThat(number(store, "SELECT max(acknowledged) FROM boot")).isEqualTo(5_000);
            assertThat(number(store, "SELECT count(DISTINCT value) FROM reading"))
                    .isEqualTo(5_000);
        }
    }

    @Test
    void refusesTheFileOfANewerVersion() throws Exception {
        try (Store store = open();
                Statement statement = store.connection().createStatement()) {
            statement.executeUpdate("INSERT INTO migration VALUES (99, 0)");
            store.connection().commit();
        }
        assertThatThrownBy(this::open).hasMessageContaining("newer").hasMessageContaining("99");
    }

    @Test
    void opensItsOwnFileAgain() throws Exception {
        try (Store store = open()) {
            store.commit(List.of(readings(new Cursor("kitchen", "b1", 0, 0, 0), 1, 10)), List.of());
        }
        try (Store store = open()) {
            assertThat(store.cursors()).singleElement().satisfies(cursor -> {
                assertThat(cursor.boot).isEqualTo("b1");
                assertThat(cursor.committed).isEqualTo(10);
            });
            assertThat(number(store, "SELECT count(*) FROM migration")).isEqualTo(4);
        }
    }

    @Test
    void aRowIsSmall() throws Exception {
        try (Store store = open()) {
            store.commit(List.of(readings(new Cursor("kitchen", "b1", 0, 0, 0), 1, 100_000)), List.of());
            long bytes = number(store, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
            assertThat(bytes / 100_000.0).isLessThan(32);
        }
    }

    private Store open() throws SQLException {
        return new Store(
                folder.resolve("history.db"), Clock.systemUTC(), Retention.DEFAULT, new UpkeepCounters(new Metrics()));
    }

    private static Entry.Readings readings(Cursor cursor, long first, long last) {
        Telemetry telemetry = TestAgent.telemetry(cursor.boot, first, last);
        assertThat(telemetry.readings().getFirst().time()).isBeforeOrEqualTo(Instant.now());
        return new Entry.Readings(cursor, telemetry.readings(), 0, last, 0);
    }

    private static long count(Store store) throws SQLException {
        return number(store, "SELECT count(*) FROM reading");
    }

    private static long number(Store store, String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

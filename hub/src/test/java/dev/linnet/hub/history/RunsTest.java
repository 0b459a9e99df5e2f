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
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that must make room, and pieces that a disk has spoilt. The readings are texts that no compression makes small. */
class RunsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static final int GROUP = 8_192;
    private static final int TEXTS = 6 * GROUP; // two groups make a run

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(NOON);
    private final UpkeepCounters counters = new UpkeepCounters(new Metrics());
    private final Random random = new Random(4711);
    private Store store;
    private HistoryReader reader;
    private int written;

    @BeforeEach
    void open() throws Exception {
        store = store(1L << 40);
        reader = new HistoryReader(folder.resolve("history.db"));
        for (int i = 0; i < TEXTS; i += GROUP) {
            commit("state", GROUP);
        }
        commit("door", Rows.TURN); // small, and behind them, so that all texts come into runs
        clock.now = clock.now.plus(Duration.ofHours(2)); // so that they are rolled up, and may be arranged
        commit("state", 1);
        tend();
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        store.close();
    }

    @Test
    void wholeRunsMakeRoomFromTheOldestOn() throws Exception {
        long runs = number("SELECT count(*) FROM run");
        assertThat(runs).isGreaterThanOrEqualTo(4);
        long bytes = number("SELECT sum(length(data)) FROM piece");
        reopen(bytes * 2 / 3); // the rows that are in pieces go, and that is not enough
        assertThat(number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
                .isLessThanOrEqualTo(bytes * 2 / 3);
        assertThat(number("SELECT count(*) FROM run")).isBetween(1L, runs - 1);
        assertThat(number("SELECT max(id) FROM run")).as("the newest stays").isEqualTo(runs);
        assertThat(number("SELECT count(*) FROM piece WHERE id >> 32 NOT IN (SELECT id FROM run)"))
                .isZero();
        long gone = number("SELECT min(first) - 1 FROM run");
        assertThat(counters.readings.value()).isEqualTo(gone);
        assertThat(number("SELECT sum(count) FROM piece"))
                .as("what is left is whole")
                .isEqualTo(number("SELECT through FROM arranged") - gone);
        assertThat(number("SELECT sum(count) FROM hour")).as("roll-ups go last").isEqualTo(written);
        int before = written;
        commit("door", 10);
        assertThat(number("SELECT max(id) FROM reading"))
                .as("rows go on counting")
                .isEqualTo(before + 10);
    }

    @Test
    void aDamagedPieceKeepsNobodyFromStarting() throws Exception {
        long damaged = number("SELECT max(id) FROM piece WHERE id & 4294967295 = 1");
        try (Statement statement = store.connection().createStatement()) {
            statement.executeUpdate("UPDATE piece SET data = zeroblob(length(data)) WHERE id = " + damaged);
            store.connection().commit();
        }
        reopen(1L << 40);
        assertThat(reader.devices()).hasSize(1);
        assertThatThrownBy(() -> page(NOON)).hasMessageContaining("piece " + damaged);
        long newest = number("SELECT max(time) FROM reading");
        assertThat(page(Micros.instant(newest)).points())
                .as("what does not need it")
                .hasSize(1);
    }

    private Page page(Instant from) throws Exception {
        return reader.page(new HistoryQuery.Raw(
                        "kitchen", "state", from, NOON.plus(Duration.ofDays(9)), HistoryQuery.MAX_POINTS, null))
                .orElseThrow();
    }

    private Store store(long maxBytes) throws SQLException {
        return new Store(folder.resolve("history.db"), clock, new Retention(null, null, null, maxBytes), counters);
    }

    private void reopen(long maxBytes) throws SQLException {
        store.close();
        store = store(maxBytes);
        tend();
    }

    private void tend() throws SQLException {
        boolean more = true;
        while (more) {
            more = store.tend(false);
        }
    }

    private void commit(String channel, int count) throws SQLException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Value value = channel.equals("door") ? Value.of(true) : Value.of(text());
            readings.add(new Reading(++written, channel, clock.now.plusMillis(written), value));
        }
        Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);
        store.commit(List.of(new Entry.Readings(cursor, readings, 0, written, 0)), List.of());
    }

    private String text() {
        byte[] bytes = new byte[225];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = store.connection().createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

package dev.linnet.hub.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * The history's tables and how older files become current ones. A step that has been released is never changed: the next
 * one changes what it made.
 *
 * <p>{@code reading} is appended in order of arrival, which costs a flash card the least: every commit writes only the
 * table's last pages, while an index or a clustering by channel and time would dirty a page for each channel. What makes
 * queries quick instead is {@code segment}: for each run of {@value Segments#ROWS} rows, which times it spans. It is
 * written once per run, and a query reads only the runs that its time range touches.
 */
final class Schema {
    private static final List<String> STEPS = List.of("""
            CREATE TABLE device (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              version TEXT NOT NULL DEFAULT '',
              model TEXT NOT NULL DEFAULT '',
              seen INTEGER NOT NULL,               -- microseconds since 1970, as every time here
              removed INTEGER NOT NULL DEFAULT 0
            );
            CREATE TABLE channel (
              id INTEGER PRIMARY KEY,
              device INTEGER NOT NULL REFERENCES device,
              name TEXT NOT NULL,
              position INTEGER,                    -- in the latest hello; null when that did not name it
              kind TEXT, type TEXT, quantity TEXT, unit TEXT, min REAL, max REAL,
              UNIQUE (device, name)
            );
            CREATE TABLE boot (
              id INTEGER PRIMARY KEY,
              device INTEGER NOT NULL REFERENCES device,
              name TEXT NOT NULL,
              acknowledged INTEGER NOT NULL,       -- every reading up to this sequence number is here
              missing INTEGER NOT NULL,            -- sequence numbers that were skipped
              seen INTEGER NOT NULL,
              UNIQUE (device, name)
            );
            CREATE TABLE reading (
              id INTEGER PRIMARY KEY,              -- order of arrival
              channel INTEGER NOT NULL,
              time INTEGER NOT NULL,
              value NOT NULL                       -- real: number, integer: boolean, text: text
            );
            CREATE TABLE segment (
              first INTEGER PRIMARY KEY,           -- reading.id
              last INTEGER NOT NULL,
              oldest INTEGER NOT NULL,             -- reading.time
              newest INTEGER NOT NULL
            );
            """, """
            CREATE TABLE minute (                  -- roll-ups of readings up to rolled.through
              start INTEGER NOT NULL,
              channel INTEGER NOT NULL,
              count INTEGER NOT NULL,
              numbers INTEGER NOT NULL,            -- how many are numbers or booleans
              sum REAL, min REAL, max REAL,        -- of those
              last_time INTEGER NOT NULL, last_row INTEGER NOT NULL, last NOT NULL,
              PRIMARY KEY (start, channel)
            ) WITHOUT ROWID;
            CREATE TABLE hour (
              start INTEGER NOT NULL,
              channel INTEGER NOT NULL,
              count INTEGER NOT NULL,
              numbers INTEGER NOT NULL,
              sum REAL, min REAL, max REAL,
              last_time INTEGER NOT NULL, last_row INTEGER NOT NULL, last NOT NULL,
              PRIMARY KEY (start, channel)
            ) WITHOUT ROWID;
            CREATE TABLE rolled (through INTEGER NOT NULL);
            INSERT INTO rolled VALUES (0);
            """, """
            CREATE TABLE gap (                     -- readings that were sampled and will never come
              id INTEGER PRIMARY KEY,              -- order of arrival
              device INTEGER NOT NULL REFERENCES device,
              stream TEXT NOT NULL,                -- its row in boot may be gone
              first INTEGER NOT NULL,              -- sequence numbers, inclusive
              last INTEGER NOT NULL,
              cause TEXT NOT NULL,
              oldest INTEGER, newest INTEGER,      -- times of the first and the last; null when unknown
              noted INTEGER NOT NULL
            );
            CREATE INDEX gap_of_device ON gap (device, id);
            """);

    private Schema() {}

    /** Brings the file to this version's schema, each step in one transaction. */
    static void migrate(Connection connection, Instant now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, applied INTEGER NOT NULL)");
            int version = version(statement);
            if (version > STEPS.size()) {
                throw new SQLException("the history was written by a newer Linnet (schema " + version
                        + ", this one knows up to " + STEPS.size() + "): install that version, or restore a backup");
            }
            connection.setAutoCommit(false);
            try {
                for (int step = version; step < STEPS.size(); step++) {
                    statement.executeUpdate(STEPS.get(step));
                    record(connection, step + 1, now);
                    connection.commit();
                }
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT coalesce(max(version), 0) FROM migration")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void record(Connection connection, int version, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO migration VALUES (?, ?)")) {
            insert.setInt(1, version);
            insert.setLong(2, Micros.of(now));
            insert.executeUpdate();
        }
    }
}

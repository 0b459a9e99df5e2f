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
 * queries quick instead is {@code segment}: for {@value Segments#ROWS} rows each, which times they span. It is
 * written once for them, and a query reads only the segments that its time range touches.
 *
 * <p>{@link Rows} and {@link Arrangement} say what {@code reading_a}, {@code reading_b}, {@code run} and {@code piece} are.
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
            """, """
            ALTER TABLE reading RENAME TO reading_a;
            CREATE TABLE reading_b (               -- the two take turns
              id INTEGER PRIMARY KEY,
              channel INTEGER NOT NULL,
              time INTEGER NOT NULL,
              value NOT NULL
            );
            CREATE TABLE run (                     -- of rows that are now pieces
              id INTEGER PRIMARY KEY,
              first INTEGER NOT NULL, last INTEGER NOT NULL,       -- reading.id
              oldest INTEGER NOT NULL, newest INTEGER NOT NULL     -- reading.time
            );
            CREATE TABLE piece (                   -- a channel's readings of a run, see PieceCodec
              id INTEGER PRIMARY KEY,              -- in the order of runs, then channels
              run INTEGER GENERATED ALWAYS AS (id >> 32) VIRTUAL,
              channel INTEGER GENERATED ALWAYS AS (id & 4294967295) VIRTUAL,
              count INTEGER NOT NULL,
              oldest INTEGER NOT NULL, newest INTEGER NOT NULL,
              data BLOB NOT NULL
            );
            CREATE TABLE arranged (                -- rows up to through, and of channels up to channel those up to upto
              through INTEGER NOT NULL, upto INTEGER NOT NULL, channel INTEGER NOT NULL
            );
            INSERT INTO arranged VALUES (0, 0, 0);
            CREATE VIEW reading AS                 -- those that are not in pieces
              SELECT a.* FROM reading_a AS a, arranged
              WHERE a.id > arranged.upto OR (a.id > arranged.through AND a.channel > arranged.channel)
              UNION ALL SELECT b.* FROM reading_b AS b, arranged
              WHERE b.id > arranged.upto OR (b.id > arranged.through AND b.channel > arranged.channel);
            """);

    private Schema() {}

    /** Brings the file to this version's schema, each step in one transaction. */
    static void migrate(Connection connection, Instant now) throws SQLException {
        migrate(connection, now, STEPS.size());
    }

    /** Brings the file to an earlier version's schema. */
    static void migrate(Connection connection, Instant now, int target) throws SQLException {
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
                for (int step = version; step < target; step++) {
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

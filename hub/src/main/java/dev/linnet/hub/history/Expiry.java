package dev.linnet.hub.history;

import dev.linnet.hub.metrics.Counter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Removes what {@link Retention} does not keep, in steps of some hundredths of a second: readings by the run or
 * the segment, which lie together, roll-ups from the oldest on. Removes no reading that the roll-ups do not hold yet, and never the newest
 * segment, since row ids go on from there. Not to be called while a run is being arranged. Owned by the writer thread.
 *
 * <p>Free pages are used again by later readings. Only when the file is larger than allowed, or more than a quarter of a
 * large one is free, are they given back, some at a time: moving pages wears a flash card too.
 */
final class Expiry {
    /** How many roll-ups or pieces are removed in a step. */
    static final int STEP_BUCKETS = 5_000;

    /** How many free pages are given back in a step. */
    static final int STEP_PAGES = 1_000;

    private static final long LOOK_EVERY_MICROS = 60_000_000;
    /** A clock that jumps ahead by years must not empty the history: age counts from the newest reading and a day. */
    private static final long CLOCK_AHEAD_MICROS = 86_400_000_000L;

    private static final long MUCH_FREE_BYTES = 64L << 20;

    private final Connection connection;
    private final Retention retention;
    private final UpkeepCounters counters;
    private final PreparedStatement expired;
    private final PreparedStatement removeSegment;
    private final Rows rows;
    private long looked;
    private boolean busy = true;

    Expiry(Connection connection, Rows rows, Retention retention, UpkeepCounters counters) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.retention = retention;
        this.counters = counters;
        expired = connection.prepareStatement("SELECT first, last FROM segment WHERE newest < ? AND last <= ?"
                + " AND last < (SELECT last FROM segment ORDER BY first DESC LIMIT 1) ORDER BY first LIMIT 1");
        removeSegment = connection.prepareStatement("DELETE FROM segment WHERE first = ?");
    }

    /**
     * Takes a step in the transaction that is open, if there is something to remove; looks once a minute when there was not.
     *
     * @param through the last row that the roll-ups hold
     * @param arranged the last row that is in a piece
     * @return whether it took one
     */
    boolean step(long now, long through, long arranged) throws SQLException {
        if (!busy && Math.abs(now - looked) < LOOK_EVERY_MICROS) {
            return false;
        }
        looked = now;
        busy = removeExpired(now, through) || makeRoom(through, arranged);
        return busy;
    }

    private boolean removeExpired(long clock, long through) throws SQLException {
        long now = Math.min(clock, newestReading() + CLOCK_AHEAD_MICROS);
        return removePieces(before(now, retention.raw()))
                || removeReadings(before(now, retention.raw()), through)
                || removeRollUps(Tier.MINUTE, before(now, retention.minutes()), counters.minutes)
                || removeRollUps(Tier.HOUR, before(now, retention.hours()), counters.hours);
    }

    /** When the latest reading was taken, or the earliest time there is. */
    private long newestReading() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(coalesce((SELECT max(newest) FROM segment), 0),"
                        + " coalesce((SELECT max(newest) FROM run), 0))")) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean makeRoom(long through, long arranged) throws SQLException {
        long page = pragma("page_size");
        long pages = pragma("page_count");
        long free = pragma("freelist_count");
        counters.fileBytes = pages * page;
        counters.usedBytes = (pages - free) * page;
        boolean tooLarge = pages * page > retention.maxBytes();
        if (free > 0 && (tooLarge || (free > pages / 4 && free * page > MUCH_FREE_BYTES)) && giveBack(free)) {
            return true;
        }
        return (pages - free) * page > retention.maxBytes()
                && (rows.sweep(arranged)
                        || removePieces(Long.MAX_VALUE)
                        || removeReadings(Long.MAX_VALUE, through)
                        || removeRollUps(Tier.MINUTE, Long.MAX_VALUE, counters.minutes)
                        || removeRollUps(Tier.HOUR, Long.MAX_VALUE, counters.hours));
    }

    /** Removes pieces of the first run all of whose readings are older, and the run when none is left. */
    private boolean removePieces(long time) throws SQLException {
        long run;
        try (PreparedStatement old =
                connection.prepareStatement("SELECT id FROM run WHERE newest < ? ORDER BY id LIMIT 1")) {
            old.setLong(1, time);
            try (ResultSet row = old.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                run = row.getLong(1);
            }
        }
        try (PreparedStatement remove = connection.prepareStatement(
                "DELETE FROM piece WHERE id IN (SELECT id FROM piece"
                        + " WHERE id BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295 ORDER BY id LIMIT ?2) RETURNING count")) {
            remove.setLong(1, run);
            remove.setInt(2, STEP_BUCKETS);
            try (ResultSet row = remove.executeQuery()) {
                while (row.next()) {
                    counters.readings.add(row.getLong(1));
                }
            }
        }
        try (PreparedStatement remove = connection.prepareStatement("DELETE FROM run WHERE id = ?1 AND NOT EXISTS"
                + " (SELECT * FROM piece WHERE id BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295)")) {
            remove.setLong(1, run);
            remove.executeUpdate();
        }
        return true;
    }

    /** Removes the first segment all of whose readings are older. */
    private boolean removeReadings(long time, long through) throws SQLException {
        expired.setLong(1, time);
        expired.setLong(2, through);
        long first;
        long last;
        try (ResultSet row = expired.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            first = row.getLong(1);
            last = row.getLong(2);
        }
        counters.readings.add(rows.remove(first, last));
        removeSegment.setLong(1, first);
        removeSegment.executeUpdate();
        return true;
    }

    private boolean removeRollUps(Tier tier, long time, Counter removed) throws SQLException {
        long end = time == Long.MIN_VALUE ? time : tier.start(time);
        try (PreparedStatement remove =
                connection.prepareStatement("DELETE FROM %1$s WHERE (start, channel) IN".formatted(tier.table)
                        + " (SELECT start, channel FROM %1$s WHERE start < ? ORDER BY start, channel LIMIT %2$d)"
                                .formatted(tier.table, STEP_BUCKETS))) {
            remove.setLong(1, end);
            int rows = remove.executeUpdate();
            removed.add(rows);
            return rows > 0;
        }
    }

    /** Returns whether there are fewer free pages now: a file made without that ability keeps them. */
    private boolean giveBack(long free) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Not execute(), which would take only the first of its steps: each gives one page back.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + STEP_PAGES + ")");
        }
        return pragma("freelist_count") < free;
    }

    private long pragma(String name) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What is older than that, microseconds; nothing when it is kept forever. */
    private static long before(long now, @Nullable Duration kept) {
        return kept == null ? Long.MIN_VALUE : now - kept.toSeconds() * 1_000_000;
    }
}

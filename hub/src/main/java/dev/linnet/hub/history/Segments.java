package dev.linnet.hub.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Numbers the readings and writes down which times each full run of them spans. The run that is not full yet is only in
 * memory, so a commit need not touch the segment table; after a restart it is read again from its rows. Owned by the
 * writer thread.
 */
final class Segments {
    static final int ROWS = 4096;

    private final PreparedStatement insert;
    private long first;
    private long next;
    private long oldest;
    private long newest;

    Segments(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO segment (first, last, oldest, newest) VALUES (?, ?, ?, ?)");
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT max(coalesce((SELECT max(last) FROM segment), 0), (SELECT upto FROM arranged)) + 1")) {
                row.next();
                start(row.getLong(1));
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT max(id) + 1, min(time), max(time) FROM (SELECT id, time FROM reading_a WHERE id >= " + first
                            + " UNION ALL SELECT id, time FROM reading_b WHERE id >= " + first + ")")) {
                if (row.next() && row.getLong(1) > 0) {
                    next = row.getLong(1);
                    oldest = row.getLong(2);
                    newest = row.getLong(3);
                }
            }
        }
    }

    /** The last row taken; 0 for none. */
    long newestRow() {
        return next - 1;
    }

    /** The id for a reading of that time, which must be inserted before the next call. */
    long take(long time) throws SQLException {
        if (next - first >= ROWS) {
            insert.setLong(1, first);
            insert.setLong(2, next - 1);
            insert.setLong(3, oldest);
            insert.setLong(4, newest);
            insert.executeUpdate();
            start(next);
        }
        oldest = Math.min(oldest, time);
        newest = Math.max(newest, time);
        return next++;
    }

    private void start(long row) {
        first = row;
        next = row;
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
    }
}

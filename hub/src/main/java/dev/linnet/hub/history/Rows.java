package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The two tables that readings are appended to, in turns. When one has its share and all of the other is arranged in pieces,
 * they change places and the other is cleared as a whole: that writes almost nothing, while deleting rows one by one would
 * write each of their pages once more. A table that has grown too large for that, since arranging was far behind, is emptied
 * a segment at a time. Owned by the writer thread.
 */
final class Rows {
    /** A table's share. */
    static final int TURN = Arrangement.SEGMENTS * Segments.ROWS;

    /** A table with more rows is not cleared at once: that would keep the writer for more than some hundredths of a second. */
    static final int CLEARED_AT_ONCE = 1 << 20;

    /** The driver holds the parameters of what it has not inserted yet, each an object of its own. */
    static final int BATCH = 500;

    /** Rows after ?1, up to ?2, at most ?3, in order of arrival: id, channel, time, value. */
    static final String AFTER = """
            SELECT id, channel, time, value FROM reading_a WHERE id > ?1 AND id <= ?2
            UNION ALL SELECT id, channel, time, value FROM reading_b WHERE id > ?1 AND id <= ?2
            ORDER BY id LIMIT ?3
            """;

    private static final List<String> TABLES = List.of("reading_a", "reading_b");

    private final Connection connection;
    private final List<PreparedStatement> inserts;
    private int current;
    private long first; // in the current table; 0 when it is empty
    private long closedFirst; // in the other table, all of whose rows are older; 0 when it is empty
    private long closedLast;
    private int batched; // rows added since the last flush

    Rows(Connection connection) throws SQLException {
        this.connection = connection;
        inserts = List.of(insert(0), insert(1));
        current = edge("max", 1) > edge("max", 0) ? 1 : 0;
        first = edge("min", current);
        lookAtClosed();
    }

    /** The latest row of both; 0 for none. */
    static long newest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max((SELECT coalesce(max(id), 0) FROM reading_a),"
                        + " (SELECT coalesce(max(id), 0) FROM reading_b))")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Adds a row, whose id is higher than all before; it is there after {@link #flush} at the latest. */
    void add(long row, long channel, long time, Value value) throws SQLException {
        if (first == 0) {
            first = row;
        } else if (row - first >= TURN) {
            turn(row);
        }
        PreparedStatement insert = inserts.get(current);
        insert.setLong(1, row);
        insert.setLong(2, channel);
        insert.setLong(3, time);
        StoredValue.bind(insert, 4, value);
        insert.addBatch();
        if (++batched == BATCH) {
            flush();
        }
    }

    void flush() throws SQLException {
        batched = 0;
        for (PreparedStatement insert : inserts) {
            insert.executeBatch();
        }
    }

    /** Removes a segment's rows; returns how many. */
    int remove(long from, long to) throws SQLException {
        int removed = 0;
        for (String table : TABLES) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE id BETWEEN ? AND ?")) {
                delete.setLong(1, from);
                delete.setLong(2, to);
                removed += delete.executeUpdate();
            }
        }
        lookAtClosed();
        return removed;
    }

    /**
     * Takes a step in the transaction that is open, if there are rows to clear away.
     *
     * @param through the last row that is in pieces
     * @param next the row that will be added next
     * @return whether it took one
     */
    boolean clear(long through, long next) throws SQLException {
        if (closedLast == 0 && first > 0 && next - first >= TURN) {
            turn(next);
        }
        if (closedLast == 0 || closedFirst > through) {
            return false;
        }
        if (closedLast - closedFirst >= CLEARED_AT_ONCE) {
            remove(closedFirst, Math.min(through, closedFirst + Segments.ROWS - 1));
            return true;
        }
        if (closedLast > through) {
            return false;
        }
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + TABLES.get(1 - current));
        }
        lookAtClosed();
        return true;
    }

    /** Removes some of the rows that are in pieces though they will be cleared later: room is short. Returns whether it did. */
    boolean sweep(long through) throws SQLException {
        long oldest = closedFirst > 0 ? closedFirst : first;
        if (oldest == 0 || oldest > through) {
            return false;
        }
        remove(oldest, Math.min(through, oldest + Segments.ROWS - 1));
        first = edge("min", current);
        return true;
    }

    /** Whether rows that are in pieces are removed one by one, because there are so many. */
    boolean large() {
        return closedLast - closedFirst >= CLEARED_AT_ONCE;
    }

    private void turn(long next) throws SQLException {
        if (closedLast == 0) {
            flush();
            current = 1 - current;
            closedFirst = first;
            closedLast = next - 1;
            first = next;
        }
    }

    private void lookAtClosed() throws SQLException {
        closedFirst = edge("min", 1 - current);
        closedLast = edge("max", 1 - current);
    }

    private long edge(String which, int table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(%s(id), 0) FROM %s".formatted(which, TABLES.get(table)))) {
            row.next();
            return row.getLong(1);
        }
    }

    private PreparedStatement insert(int table) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO %s (id, channel, time, value) VALUES (?, ?, ?, ?)".formatted(TABLES.get(table)));
    }
}

package dev.linnet.hub.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which rows are in pieces, and so no longer count where they stand: those up to {@code through}, and, while a run is being
 * written, those up to {@code upto} of channels up to {@code channel}.
 */
record Arranged(long through, long upto, long channel) {
    static Arranged read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT through, upto, channel FROM arranged")) {
            row.next();
            return new Arranged(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /** The last row of that channel that is in a piece, or an earlier one than any that is not. */
    long of(long ofChannel) {
        return ofChannel <= channel ? upto : through;
    }

    /** Whether a run is being written. */
    boolean midway() {
        return upto > through;
    }
}

package dev.linnet.hub.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Finds a channel's rows by time and arrival; those that are in pieces are to be left out by {@link Arranged#of}. */
final class Readings {
    /**
     * Rows with their time, id and value: of full segments whose span touches the range, and then those that are in no
     * segment yet; of channel ?1, from time ?2, inclusive, to ?3, exclusive, after row ?4.
     */
    static final String ROWS = of("reading_a") + "UNION ALL\n" + of("reading_b");

    private Readings() {}

    private static String of(String table) {
        return """
            SELECT reading.time, reading.id, reading.value FROM segment CROSS JOIN %1$s AS reading
            WHERE segment.first > ?4 - %2$d AND segment.newest >= ?2 AND segment.oldest < ?3
              AND reading.id BETWEEN max(segment.first, ?4 + 1) AND segment.last
              AND reading.channel = ?1 AND reading.time >= ?2 AND reading.time < ?3
            UNION ALL
            SELECT time, id, value FROM %1$s
            WHERE id > max(?4, (SELECT coalesce(max(last), 0) FROM segment))
              AND channel = ?1 AND time >= ?2 AND time < ?3
            """.formatted(table, Segments.ROWS);
    }

    static void bind(PreparedStatement rows, long channel, long from, long to, long after) throws SQLException {
        rows.setLong(1, channel);
        rows.setLong(2, from);
        rows.setLong(3, to);
        rows.setLong(4, after);
    }
}

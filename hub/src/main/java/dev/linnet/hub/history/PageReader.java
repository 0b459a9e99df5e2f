package dev.linnet.hub.history;

import dev.linnet.hub.history.piece.Samples;
import dev.linnet.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds a channel's newest readings, one page of them, in rows and in pieces. Reads only the pieces that may hold one of the
 * page. One query each.
 */
final class PageReader {
    private record Found(long time, long row, Value value) {}

    private static final Comparator<Found> OLDEST_FIRST =
            Comparator.comparingLong(Found::time).thenComparingLong(Found::row);

    private final Connection connection;
    private final long channel;
    private final long beforeTime;
    private final long beforeRow;
    private final int wanted;
    private final PriorityQueue<Found> page = new PriorityQueue<>(OLDEST_FIRST);

    /** @param before where the page with newer readings began; null for the first page */
    PageReader(Connection connection, long channel, @Nullable Position before, int limit) {
        this.connection = connection;
        this.channel = channel;
        this.beforeTime = before == null ? Long.MAX_VALUE : before.micros();
        this.beforeRow = before == null ? Long.MAX_VALUE : before.row();
        this.wanted = limit + 1; // with one more it is known whether there are older ones
    }

    /** From {@code from}, inclusive, to {@code to}, exclusive, microseconds. */
    Page read(long from, long to) throws SQLException {
        rows(from, to);
        pieces(from, to);
        List<Found> found = new ArrayList<>(page);
        found.sort(OLDEST_FIRST);
        Position older = null;
        if (found.size() == wanted) {
            found.removeFirst();
            older = new Position(found.getFirst().time, found.getFirst().row);
        }
        List<Point> points = new ArrayList<>(found.size());
        found.forEach(reading -> points.add(new Point(Micros.instant(reading.time), reading.value)));
        return new Page(points, older);
    }

    private void rows(long from, long to) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement("SELECT * FROM (" + Readings.ROWS
                + ") WHERE time < ?5 OR id < ?6 ORDER BY time DESC, id DESC LIMIT ?7")) {
            Readings.bind(rows, channel, from, to, Arranged.read(connection).of(channel));
            rows.setLong(5, beforeTime);
            rows.setLong(6, beforeRow);
            rows.setInt(7, wanted);
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    page.add(new Found(row.getLong(1), row.getLong(2), StoredValue.read(row, 3)));
                }
            }
        }
    }

    private void pieces(long from, long to) throws SQLException {
        try (Pieces pieces = new Pieces(connection)) {
            for (Pieces.Place place : pieces.find(channel, from, to)) {
                Found oldest = page.peek();
                if (oldest != null && page.size() == wanted && oldest.time > place.newest()) {
                    return; // nor do the pieces after it have a newer reading
                }
                Samples samples = pieces.read(place);
                for (int i = 0; i < samples.size(); i++) {
                    long time = samples.time(i);
                    if (time >= from && time < to && (time < beforeTime || samples.row(i) < beforeRow)) {
                        offer(new Found(time, samples.row(i), samples.value(i)));
                    }
                }
            }
        }
    }

    private void offer(Found found) {
        Found oldest = page.peek();
        if (page.size() < wanted) {
            page.add(found);
        } else if (oldest != null && OLDEST_FIRST.compare(found, oldest) > 0) {
            page.remove();
            page.add(found);
        }
    }
}

package dev.linnet.hub.history;

import dev.linnet.hub.history.piece.PieceCodec;
import dev.linnet.hub.history.piece.Samples;
import dev.linnet.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Arranges rows, which stand in the order in which they came, into runs: {@value #SEGMENTS} segments of them by channel, each
 * channel's as one compressed piece. A run is never written again: late readings are in the run of their arrival, and a query
 * reads all runs whose times it touches. So each reading is written twice, once as a row and once, much smaller, in a piece.
 *
 * <p>A step gathers some segments in memory or writes some channels' pieces, a few hundredths of a second each. The transaction
 * that writes pieces also moves {@link Arranged} on, which takes their rows out of sight: so wherever it is cut off, each
 * reading counts once. What was only gathered is gathered again. Owned by the writer thread.
 */
final class Arrangement implements AutoCloseable {
    /** How many segments make a run. */
    static final int SEGMENTS = 32;

    /** Rows that may wait while readings come as fast as they can be committed. */
    static final int MAX_WAITING = 4 << 20;

    private static final int STEP_SEGMENTS = 4;
    private static final int STEP_READINGS = STEP_SEGMENTS * Segments.ROWS;
    private static final int STEP_PIECES = 1_000;

    /** A run ends earlier when its texts have so many characters. */
    private static final long MAX_TEXT = 4 << 20;

    private record Segment(long first, long last, long oldest, long newest) {}

    private final Connection connection;
    private final Rows rows;
    private final UpkeepCounters counters;
    private final PieceCodec codec = new PieceCodec();
    private final PreparedStatement segments;
    private final PreparedStatement after;
    private final PreparedStatement insert;
    private final PreparedStatement move;

    private Arranged arranged;
    private @Nullable Run run; // that is being gathered or written

    /** What becomes a run. */
    private static final class Run {
        final List<Segment> segments;
        final TreeMap<Long, Samples> channels = new TreeMap<>();
        int gathered; // segments
        long text;

        Run(List<Segment> segments) {
            this.segments = segments;
        }

        long last() {
            return segments.getLast().last;
        }
    }

    Arrangement(Connection connection, Rows rows, UpkeepCounters counters) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.counters = counters;
        segments = connection.prepareStatement("SELECT first, last, oldest, newest FROM segment"
                + " WHERE first > ? AND last <= ? ORDER BY first LIMIT " + SEGMENTS);
        after = connection.prepareStatement(Rows.AFTER);
        insert = connection.prepareStatement("INSERT INTO piece (id, count, oldest, newest, data)"
                + " VALUES (((SELECT max(id) FROM run) << 32) + ?, ?, ?, ?, ?)");
        move = connection.prepareStatement("UPDATE arranged SET through = ?, upto = ?, channel = ?");
        arranged = Arranged.read(connection);
    }

    /** The last row that is in a piece, as all before it. */
    long through() {
        return arranged.through();
    }

    /** Whether a run has been begun, so that its rows and segments must stay. */
    boolean midway() {
        return run != null || arranged.midway() || rows.large();
    }

    /**
     * Takes a step in the transaction that is open, if there is something to arrange.
     *
     * @param limit the last row that may be arranged
     * @param newest the last row there is
     * @return whether it took one
     */
    boolean step(long limit, long newest) throws SQLException {
        if (rows.clear(arranged.through(), newest + 1)) {
            return true;
        }
        Run current = run == null ? begin(limit) : run;
        run = current;
        if (current == null) {
            return false;
        }
        if (current.gathered < current.segments.size()) {
            gather(current);
        } else {
            write(current);
        }
        return true;
    }

    private @Nullable Run begin(long limit) throws SQLException {
        List<Segment> found = new ArrayList<>();
        segments.setLong(1, arranged.through());
        segments.setLong(2, arranged.midway() ? arranged.upto() : limit);
        try (ResultSet row = segments.executeQuery()) {
            while (row.next()) {
                found.add(new Segment(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
        return found.size() == SEGMENTS || arranged.midway() ? new Run(found) : null;
    }

    private void gather(Run current) throws SQLException {
        for (int i = 0; i < STEP_SEGMENTS && current.gathered < current.segments.size(); i++) {
            Segment segment = current.segments.get(current.gathered++);
            after.setLong(1, segment.first - 1);
            after.setLong(2, segment.last);
            after.setInt(3, Segments.ROWS);
            try (ResultSet row = after.executeQuery()) {
                while (row.next()) {
                    gather(current, row.getLong(1), row.getLong(2), row.getLong(3), StoredValue.read(row, 4));
                }
            }
            if (current.text > MAX_TEXT && !arranged.midway()) {
                current.segments
                        .subList(current.gathered, current.segments.size())
                        .clear();
            }
        }
    }

    private void gather(Run current, long row, long channel, long time, Value value) {
        if (row > arranged.of(channel)) {
            current.channels.computeIfAbsent(channel, c -> new Samples()).add(time, row, value);
            if (value instanceof Value.Text text) {
                current.text += text.value().length();
            }
        }
    }

    private void write(Run current) throws SQLException {
        if (!arranged.midway()) {
            insertRun(current);
        }
        long channel = arranged.channel();
        int readings = 0;
        int pieces = 0;
        while (readings < STEP_READINGS && pieces < STEP_PIECES && !current.channels.isEmpty()) {
            Map.Entry<Long, Samples> next = current.channels.pollFirstEntry();
            channel = next.getKey();
            insertPiece(channel, next.getValue().sorted());
            readings += next.getValue().size();
            pieces++;
        }
        insert.executeBatch();
        counters.arranged.add(readings);
        if (current.channels.isEmpty()) {
            finish(current);
        } else {
            move(new Arranged(arranged.through(), current.last(), channel));
        }
    }

    private void insertRun(Run current) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO run (id, first, last, oldest, newest)"
                        + " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM run), ?, ?, ?, ?)")) {
            statement.setLong(1, current.segments.getFirst().first);
            statement.setLong(2, current.last());
            statement.setLong(
                    3,
                    current.segments.stream().mapToLong(Segment::oldest).min().orElseThrow());
            statement.setLong(
                    4,
                    current.segments.stream().mapToLong(Segment::newest).max().orElseThrow());
            statement.executeUpdate();
        }
    }

    private void insertPiece(long channel, Samples samples) throws SQLException {
        byte[] data = codec.encode(samples);
        insert.setLong(1, channel);
        insert.setInt(2, samples.size());
        insert.setLong(3, samples.time(0));
        insert.setLong(4, samples.time(samples.size() - 1));
        insert.setBytes(5, data);
        insert.addBatch();
        counters.pieceBytes.add(data.length);
    }

    private void finish(Run finished) throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement("DELETE FROM segment WHERE first > ? AND last <= ?")) {
            forget.setLong(1, arranged.through());
            forget.setLong(2, finished.last());
            forget.executeUpdate();
        }
        move(new Arranged(finished.last(), finished.last(), 0));
        run = null;
    }

    private void move(Arranged to) throws SQLException {
        move.setLong(1, to.through());
        move.setLong(2, to.upto());
        move.setLong(3, to.channel());
        move.executeUpdate();
        arranged = to;
    }

    @Override
    public void close() {
        codec.close();
    }
}

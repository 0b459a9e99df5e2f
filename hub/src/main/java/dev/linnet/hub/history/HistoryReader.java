package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tinylog.Logger;

/**
 * Reads the history while the writer writes it, each query from one consistent state. Calls block, so not on an event
 * loop; and they spend their time in native code, which would pin a virtual thread's carrier, so on platform threads.
 * Keeps as many connections as there were callers at once.
 */
public final class HistoryReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long UNKNOWN = 0;

    /** Full segments whose span touches the range, and then the rows that are in no segment yet. */
    private static final String ROWS = """
            SELECT reading.time, reading.id, reading.value FROM segment CROSS JOIN reading
            WHERE segment.newest >= ?2 AND segment.oldest < ?3 AND reading.id BETWEEN segment.first AND segment.last
              AND reading.channel = ?1 AND reading.time >= ?2 AND reading.time < ?3
            UNION ALL
            SELECT time, id, value FROM reading
            WHERE id > (SELECT coalesce(max(last), 0) FROM segment) AND channel = ?1 AND time >= ?2 AND time < ?3
            """;

    private final Path file;
    private final Duration patience;
    private final Deque<Connection> idle = new ArrayDeque<>(); // guarded by this
    private boolean closed; // guarded by this

    public HistoryReader(Path file) {
        this(file, PATIENCE);
    }

    /** @param patience how long a query may take */
    HistoryReader(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** One page of readings; empty when the history knows no such channel. */
    public Optional<Page> page(HistoryQuery.Raw query) throws HistoryException {
        Position before = query.before();
        long to = before == null ? Micros.of(query.to()) : Math.min(before.micros() + 1, Micros.of(query.to()));
        return read(connection -> {
            long channel = channel(connection, query);
            if (channel == UNKNOWN) {
                return Optional.empty();
            }
            try (PreparedStatement rows = connection.prepareStatement(
                    "SELECT * FROM (" + ROWS + ") WHERE time < ?4 OR id < ?5 ORDER BY time DESC, id DESC LIMIT ?6")) {
                bind(rows, channel, query.from(), to);
                rows.setLong(4, before == null ? Long.MAX_VALUE : before.micros());
                rows.setLong(5, before == null ? Long.MAX_VALUE : before.row());
                rows.setInt(6, query.limit() + 1);
                return Optional.of(page(rows, query.limit()));
            }
        });
    }

    /** The range in buckets, in order of time; empty when the history knows no such channel. */
    public Optional<List<Bucket>> buckets(HistoryQuery.Bucketed query) throws HistoryException {
        long every = query.every().toNanos() / 1_000;
        return read(connection -> {
            long channel = channel(connection, query);
            if (channel == UNKNOWN) {
                return Optional.empty();
            }
            try (PreparedStatement rows = connection.prepareStatement(ROWS)) {
                bind(rows, channel, query.from(), Micros.of(query.to()));
                return Optional.of(buckets(rows, every));
            }
        });
    }

    /** Every device that was not removed, as it last described itself, with its recent latest values. */
    public List<KnownDevice> devices() throws HistoryException {
        return read(KnownDevices::read);
    }

    @Override
    public void close() {
        List<Connection> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(idle);
            idle.clear();
        }
        open.forEach(HistoryReader::closeQuietly);
    }

    /** The reading's value in that column, by its storage class. */
    static Value value(ResultSet row, int column) throws SQLException {
        return switch (row.getObject(column)) {
            case Double number -> Value.of(number);
            case Integer flag -> Value.of(flag != 0);
            case String text -> Value.of(text);
            case null, default -> throw new SQLException("the history holds a value of an unknown form");
        };
    }

    private static void bind(PreparedStatement rows, long channel, Instant from, long to) throws SQLException {
        rows.setLong(1, channel);
        rows.setLong(2, Micros.of(from));
        rows.setLong(3, to);
    }

    private static long channel(Connection connection, HistoryQuery query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT channel.id FROM channel"
                + " JOIN device ON device.id = channel.device WHERE device.name = ? AND channel.name = ?")) {
            select.setString(1, query.device());
            select.setString(2, query.channel());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : UNKNOWN;
            }
        }
    }

    private static List<Bucket> buckets(PreparedStatement rows, long every) throws SQLException {
        TreeMap<Long, Accumulator> buckets = new TreeMap<>();
        try (ResultSet row = rows.executeQuery()) {
            while (row.next()) {
                long time = row.getLong(1);
                buckets.computeIfAbsent(Math.floorDiv(time, every), n -> new Accumulator())
                        .add(time, row.getLong(2), value(row, 3));
            }
        }
        List<Bucket> filled = new ArrayList<>(buckets.size());
        buckets.forEach((number, bucket) -> filled.add(bucket.bucket(Micros.instant(number * every))));
        return filled;
    }

    private static Page page(PreparedStatement rows, int limit) throws SQLException {
        List<Point> newestFirst = new ArrayList<>();
        Position older = null;
        Position last = null;
        try (ResultSet row = rows.executeQuery()) {
            while (row.next()) {
                if (newestFirst.size() == limit) {
                    older = last;
                    break;
                }
                last = new Position(row.getLong(1), row.getLong(2));
                Instant time = Micros.instant(last.micros());
                newestFirst.add(new Point(time, value(row, 3)));
            }
        }
        return new Page(newestFirst.reversed(), older);
    }

    /** Something to ask of a connection. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T read(Question<T> question) throws HistoryException {
        try {
            Connection connection = borrow();
            Deadline deadline = new Deadline(connection, patience);
            try {
                return question.ask(connection);
            } finally {
                deadline.end();
                giveBack(connection);
            }
        } catch (SQLException e) {
            throw new HistoryException(file, e);
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new SQLException("the history is closed");
            }
            Connection connection = idle.poll();
            if (connection != null) {
                return connection;
            }
        }
        return Database.reader(file);
    }

    private void giveBack(Connection connection) {
        synchronized (this) {
            if (!closed) {
                idle.push(connection);
                return;
            }
        }
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            Logger.debug(e, "closing a read connection");
        }
    }
}

package dev.linnet.hub.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Reads the history while the writer writes it, each query from one consistent state. Calls block, so not on an event
 * loop; and they spend their time in native code, which would pin a virtual thread's carrier, so on platform threads.
 * Keeps as many connections as there were callers at once.
 */
public final class HistoryReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long UNKNOWN = 0;

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
            PageReader page = new PageReader(connection, channel, before, query.limit());
            return Optional.of(page.read(Micros.of(query.from()), to));
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
            return Optional.of(
                    new BucketReader(connection, channel, every).read(Micros.of(query.from()), Micros.of(query.to())));
        });
    }

    /** Every device that was not removed, as it last described itself, with its recent latest values. */
    public List<KnownDevice> devices() throws HistoryException {
        return read(KnownDevices::read);
    }

    /** What the device has lost, newest first; empty for a device that is not known. */
    public List<LostReadings> gaps(String device) throws HistoryException {
        return read(connection -> Gaps.read(connection, device));
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
                connection.setAutoCommit(false); // one state for all of a query's statements
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
        try {
            connection.setAutoCommit(true); // ends the transaction
            synchronized (this) {
                if (!closed) {
                    idle.push(connection);
                    return;
                }
            }
        } catch (SQLException e) {
            Logger.debug(e, "the end of a query");
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

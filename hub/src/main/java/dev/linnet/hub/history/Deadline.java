package dev.linnet.hub.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConnection;
import org.tinylog.Logger;

/**
 * Interrupts a query that takes too long. (The driver's own query timeout only limits the wait for locks.) An interruption
 * ends the statement that runs at that moment, and none that comes after it, so it is repeated until the query has ended. Its
 * end ends its power over the connection, which may then serve another query.
 */
final class Deadline {
    private static final Duration AGAIN = Duration.ofMillis(5);

    private final SQLiteConnection connection;
    private CompletableFuture<Void> timer; // guarded by this
    private boolean over; // guarded by this

    Deadline(Connection connection, Duration patience) throws SQLException {
        this.connection = connection.unwrap(SQLiteConnection.class);
        this.timer = in(patience);
    }

    private CompletableFuture<Void> in(Duration time) {
        return CompletableFuture.runAsync(
                this::interrupt, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void interrupt() {
        if (over) {
            return;
        }
        try {
            connection.getDatabase().interrupt();
            timer = in(AGAIN);
        } catch (SQLException e) {
            Logger.warn(e, "a query that takes too long cannot be interrupted");
        }
    }

    /** The query is over. */
    synchronized void end() {
        over = true;
        timer.cancel(false);
    }
}

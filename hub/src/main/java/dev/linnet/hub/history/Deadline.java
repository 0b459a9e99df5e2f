package dev.linnet.hub.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConnection;
import org.tinylog.Logger;

/**
 * Interrupts a query that takes too long. (The driver's own query timeout only limits the wait for locks.) Its end ends
 * its power over the connection, which may then serve another query.
 */
final class Deadline {
    private final SQLiteConnection connection;
    private final CompletableFuture<Void> timer;
    private boolean over; // guarded by this

    Deadline(Connection connection, Duration patience) throws SQLException {
        this.connection = connection.unwrap(SQLiteConnection.class);
        this.timer = CompletableFuture.runAsync(
                this::interrupt, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void interrupt() {
        if (!over) {
            try {
                connection.getDatabase().interrupt();
            } catch (SQLException e) {
                Logger.warn(e, "a query that takes too long cannot be interrupted");
            }
        }
    }

    /** The query is over. */
    void end() {
        timer.cancel(false);
        synchronized (this) {
            over = true;
        }
    }
}

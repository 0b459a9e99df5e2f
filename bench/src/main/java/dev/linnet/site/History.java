package dev.linnet.site;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks at what the hub's file holds once the hub has ended: not what any program says that it holds. */
public final class History {
    private final Path file;

    public History(Path file) {
        this.file = file;
    }

    public long readings(String device) throws SiteException {
        try (Connection connection = open();
                PreparedStatement count = connection.prepareStatement("""
                        WITH stored (channel, count) AS (
                          SELECT channel, 1 FROM reading UNION ALL SELECT channel, count FROM piece)
                        SELECT coalesce(sum(stored.count), 0) FROM stored
                        JOIN channel ON channel.id = stored.channel JOIN device ON device.id = channel.device
                        WHERE device.name = ?""")) {
            count.setString(1, device);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** How many sequence numbers the hub has found skipped, of all boots of that device. */
    public long missing(String device) throws SiteException {
        try (Connection connection = open();
                PreparedStatement sum = connection.prepareStatement("""
                        SELECT coalesce(sum(missing), 0) FROM boot JOIN device ON device.id = boot.device
                        WHERE device.name = ?""")) {
            sum.setString(1, device);
            try (ResultSet row = sum.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Keeps everyone else from writing until it is closed, as a backup that hangs would. */
    public AutoCloseable lock() throws SiteException {
        try {
            Connection connection = open();
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 60000");
                statement.execute("BEGIN EXCLUSIVE");
            }
            return connection;
        } catch (SQLException e) {
            throw new SiteException("the history " + file + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private SiteException unreadable(SQLException e) {
        return new SiteException("the history " + file + " cannot be read: " + e.getMessage(), e);
    }
}

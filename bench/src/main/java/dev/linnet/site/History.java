package dev.linnet.site;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts what the hub's file holds once the hub has ended: not what any program says that it holds. */
public final class History {
    private final Path file;

    public History(Path file) {
        this.file = file;
    }

    public long readings(String device) throws SiteException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement count = connection.prepareStatement("""
                        SELECT count(*) FROM reading
                        JOIN channel ON channel.id = reading.channel JOIN device ON device.id = channel.device
                        WHERE device.name = ?""")) {
            count.setString(1, device);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new SiteException("the history " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}

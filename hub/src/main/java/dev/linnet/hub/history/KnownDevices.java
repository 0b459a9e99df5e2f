package dev.linnet.hub.history;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the history knows of the devices, for the time until they connect again. */
final class KnownDevices {
    /** How many of the newest rows are searched for latest values: quick on a small board, minutes of a busy hub. */
    private static final int SEARCHED = 100_000;

    private KnownDevices() {}

    static List<KnownDevice> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<Long, Reading> latest = latest(statement);
            Map<Long, List<KnownDevice.Channel>> channels = channels(statement, latest);
            return devices(statement, channels);
        }
    }

    private static Map<Long, Reading> latest(Statement statement) throws SQLException {
        Map<Long, Reading> latest = new HashMap<>();
        // With a single max(), SQLite takes the bare columns from the row that has it. Of equal times the later row
        // counts.
        try (ResultSet row = statement.executeQuery("""
                WITH recent AS (SELECT * FROM reading WHERE id > (SELECT max(id) FROM reading) - %d),
                     newest AS (SELECT channel, max(time) AS time FROM recent GROUP BY channel)
                SELECT channel.id, channel.name, recent.time, recent.value, max(recent.id)
                FROM newest JOIN recent USING (channel, time) JOIN channel ON channel.id = recent.channel
                GROUP BY recent.channel
                """.formatted(SEARCHED))) {
            while (row.next()) {
                Instant time = Micros.instant(row.getLong(3));
                latest.put(row.getLong(1), new Reading(1, row.getString(2), time, StoredValue.read(row, 4)));
            }
        }
        return latest;
    }

    private static Map<Long, List<KnownDevice.Channel>> channels(Statement statement, Map<Long, Reading> latest)
            throws SQLException {
        Map<Long, List<KnownDevice.Channel>> channels = new HashMap<>();
        try (ResultSet row = statement.executeQuery("SELECT id, device, name, kind, type, quantity, unit, min, max"
                + " FROM channel WHERE position IS NOT NULL ORDER BY device, position")) {
            while (row.next()) {
                ChannelDescription description = new ChannelDescription(
                        row.getString("name"),
                        ChannelDescription.Kind.valueOf(row.getString("kind")),
                        ChannelDescription.Type.valueOf(row.getString("type")),
                        row.getString("quantity"),
                        row.getString("unit"),
                        row.getObject("min") == null
                                ? null
                                : new ChannelDescription.Range(row.getDouble("min"), row.getDouble("max")));
                Reading reading = latest.get(row.getLong("id"));
                boolean fits = reading != null && description.type().accepts(reading.value());
                channels.computeIfAbsent(row.getLong("device"), id -> new ArrayList<>())
                        .add(new KnownDevice.Channel(description, fits ? reading : null));
            }
        }
        return channels;
    }

    private static List<KnownDevice> devices(Statement statement, Map<Long, List<KnownDevice.Channel>> channels)
            throws SQLException {
        Map<Long, KnownDevice> devices = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery("SELECT device.id, device.name, version, model,"
                + " max(device.seen, coalesce(max(boot.seen), 0)),"
                + " (SELECT coalesce(sum(last - first + 1), 0) FROM gap WHERE gap.device = device.id) FROM device LEFT JOIN boot ON boot.device = device.id"
                + " WHERE removed = 0 GROUP BY device.id ORDER BY device.name")) {
            while (row.next()) {
                long id = row.getLong(1);
                devices.put(
                        id,
                        new KnownDevice(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                Micros.instant(row.getLong(5)),
                                channels.getOrDefault(id, List.of()),
                                row.getLong(6)));
            }
        }
        return List.copyOf(devices.values());
    }
}

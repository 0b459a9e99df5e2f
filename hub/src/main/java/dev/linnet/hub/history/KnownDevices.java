package dev.linnet.hub.history;

import dev.linnet.hub.history.piece.Samples;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tinylog.Logger;

/** What the history knows of the devices, for the time until they connect again. */
final class KnownDevices {
    /** How many of the newest rows are searched for latest values: quick on a small board, minutes of a busy hub. */
    private static final int SEARCHED = 100_000;

    private record Latest(long time, Value value) {}

    private KnownDevices() {}

    static List<KnownDevice> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<Long, Latest> latest = latest(connection);
            Map<Long, List<KnownDevice.Channel>> channels = channels(statement, latest);
            return devices(statement, channels);
        }
    }

    /** Each channel's newest reading in the latest runs and rows; of equal times the one that came later. */
    private static Map<Long, Latest> latest(Connection connection) throws SQLException {
        Map<Long, Latest> latest = new HashMap<>();
        try (Pieces pieces = new Pieces(connection)) {
            for (Pieces.Place place : pieces.latest()) {
                Samples samples;
                try {
                    samples = pieces.read(place);
                } catch (DamagedPieceException e) {
                    // Not worth a hub that does not start: others are whole, and the next reading tells the channel's
                    // state.
                    Logger.error(
                            "{}; queries that need it fail, all others and new readings do not. It goes when its time is"
                                    + " over, or with: sqlite3 history.db 'DELETE FROM piece WHERE id = {}'",
                            e.getMessage(),
                            place.id());
                    continue;
                }
                int last = samples.size() - 1;
                newer(latest, place.channel(), samples.time(last), samples.value(last));
            }
        }
        // With a single max(), SQLite takes the bare columns from the row that has it. Of equal times the later row
        // counts.
        try (PreparedStatement recent = connection.prepareStatement("""
                WITH recent AS (SELECT * FROM reading WHERE id > ?),
                     newest AS (SELECT channel, max(time) AS time FROM recent GROUP BY channel)
                SELECT recent.channel, recent.time, recent.value, max(recent.id)
                FROM newest JOIN recent USING (channel, time) GROUP BY recent.channel
                """)) {
            recent.setLong(1, Rows.newest(connection) - SEARCHED);
            try (ResultSet row = recent.executeQuery()) {
                while (row.next()) {
                    newer(latest, row.getLong(1), row.getLong(2), StoredValue.read(row, 3));
                }
            }
        }
        return latest;
    }

    private static void newer(Map<Long, Latest> latest, long channel, long time, Value value) {
        latest.merge(channel, new Latest(time, value), (old, found) -> found.time >= old.time ? found : old);
    }

    private static Map<Long, List<KnownDevice.Channel>> channels(Statement statement, Map<Long, Latest> latest)
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
                Latest found = latest.get(row.getLong("id"));
                Reading reading = found == null
                        ? null
                        : new Reading(1, description.id(), Micros.instant(found.time), found.value);
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

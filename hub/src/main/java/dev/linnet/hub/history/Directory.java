package dev.linnet.hub.history;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives devices, channels and boots their row ids, so that a reading's row names its channel in a byte or two. Owned by
 * the writer thread.
 */
final class Directory {
    private static final class DeviceRow {
        final long id;
        final Map<String, Long> channels = new HashMap<>(4); // most have few

        DeviceRow(long id) {
            this.id = id;
        }
    }

    private final Map<String, DeviceRow> devices = new HashMap<>();
    private final PreparedStatement device;
    private final PreparedStatement channel;
    private final PreparedStatement describeDevice;
    private final PreparedStatement forgetPositions;
    private final PreparedStatement describeChannel;
    private final PreparedStatement remove;
    private final PreparedStatement acknowledge;
    private final PreparedStatement dropBoot;
    private int batched; // acknowledgements since the last flush

    Directory(Connection connection) throws SQLException {
        // The update that changes nothing makes RETURNING answer for rows that were there already.
        device = connection.prepareStatement("INSERT INTO device (name, seen) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id");
        channel = connection.prepareStatement("INSERT INTO channel (device, name) VALUES (?, ?)"
                + " ON CONFLICT (device, name) DO UPDATE SET name = excluded.name RETURNING id");
        describeDevice = connection.prepareStatement(
                "UPDATE device SET version = ?, model = ?, seen = ?, removed = 0 WHERE id = ?");
        forgetPositions = connection.prepareStatement("UPDATE channel SET position = NULL WHERE device = ?");
        describeChannel =
                connection.prepareStatement("UPDATE channel SET position = ?, kind = ?, type = ?, quantity = ?,"
                        + " unit = ?, min = ?, max = ? WHERE id = ?");
        remove = connection.prepareStatement("UPDATE device SET removed = 1 WHERE name = ?");
        acknowledge = connection.prepareStatement("INSERT INTO boot (device, name, acknowledged, missing, seen)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (device, name) DO UPDATE SET"
                + " acknowledged = excluded.acknowledged, missing = excluded.missing, seen = excluded.seen");
        dropBoot = connection.prepareStatement("DELETE FROM boot WHERE device = ? AND name = ?");
    }

    /** The channel's row, made when it is not there. */
    long channel(String deviceName, String name, long now) throws SQLException {
        return channel(row(deviceName, now), name);
    }

    void describe(Hello hello, long now) throws SQLException {
        DeviceRow row = row(hello.device(), now);
        describeDevice.setString(1, hello.version());
        describeDevice.setString(2, hello.model());
        describeDevice.setLong(3, now);
        describeDevice.setLong(4, row.id);
        describeDevice.executeUpdate();
        forgetPositions.setLong(1, row.id);
        forgetPositions.executeUpdate();
        int position = 0;
        for (ChannelDescription described : hello.channels()) {
            ChannelDescription.Range range = described.range();
            describeChannel.setInt(1, position++);
            describeChannel.setString(2, described.kind().name());
            describeChannel.setString(3, described.type().name());
            describeChannel.setString(4, described.quantity());
            describeChannel.setString(5, described.unit());
            describeChannel.setObject(6, range == null ? null : range.min());
            describeChannel.setObject(7, range == null ? null : range.max());
            describeChannel.setLong(8, channel(row, described.id()));
            describeChannel.executeUpdate();
        }
    }

    void remove(String name) throws SQLException {
        remove.setString(1, name);
        remove.executeUpdate();
    }

    /** Notes how far a stream has come; it is there after {@link #flush}. */
    void acknowledge(Cursor cursor, long sequence, long missing, long now) throws SQLException {
        acknowledge.setLong(1, device(cursor.device, now));
        acknowledge.setString(2, cursor.boot);
        acknowledge.setLong(3, sequence);
        acknowledge.setLong(4, missing);
        acknowledge.setLong(5, now);
        acknowledge.addBatch();
        if (++batched == Rows.BATCH) {
            flush();
        }
    }

    void flush() throws SQLException {
        batched = 0;
        acknowledge.executeBatch();
    }

    void drop(Cursor cursor, long now) throws SQLException {
        dropBoot.setLong(1, device(cursor.device, now));
        dropBoot.setString(2, cursor.boot);
        dropBoot.executeUpdate();
    }

    /** The device's row, made when it is not there. */
    long device(String name, long now) throws SQLException {
        return row(name, now).id;
    }

    private DeviceRow row(String name, long now) throws SQLException {
        @Nullable DeviceRow known = devices.get(name);
        if (known == null) {
            device.setString(1, name);
            device.setLong(2, now);
            known = new DeviceRow(id(device));
            devices.put(name, known);
        }
        return known;
    }

    private long channel(DeviceRow row, String name) throws SQLException {
        Long known = row.channels.get(name);
        if (known == null) {
            channel.setLong(1, row.id);
            channel.setString(2, name);
            known = id(channel);
            row.channels.put(name, known);
        }
        return known;
    }

    private static long id(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

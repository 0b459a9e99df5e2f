package dev.linnet.hub.history;

import dev.linnet.protocol.Reading;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes groups of entries, each in one transaction. Owned by the writer thread. A store whose commit has failed is closed and
 * opened anew: some errors (a full disk) have ended the transaction by themselves, others have not, and what it remembers
 * of rows may be gone with them.
 */
final class Store implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private final Clock clock;
    private final Directory directory;
    private final Gaps gaps;
    private final Segments segments;
    private final RollUps rollUps;
    private final Expiry expiry;

    /** Opens the file, making it or bringing it to the current schema. */
    Store(Path file, Clock clock, Retention retention, RetentionCounters counters) throws SQLException {
        this.clock = clock;
        connection = Database.writer(file);
        try {
            Schema.migrate(connection, clock.instant());
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT INTO reading (id, channel, time, value) VALUES (?, ?, ?, ?)");
            directory = new Directory(connection);
            gaps = new Gaps(connection);
            segments = new Segments(connection);
            rollUps = new RollUps(connection, Micros.of(clock.instant()));
            expiry = new Expiry(connection, retention, counters);
            connection.commit();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** The cursors of every boot, as committed. */
    void restore(Cursors cursors) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT device.name, boot.name, acknowledged, missing FROM boot"
                        + " JOIN device ON device.id = boot.device ORDER BY boot.seen, boot.id")) {
            long used = 0;
            while (rows.next()) {
                cursors.restore(
                        new Cursor(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4), ++used));
            }
        }
        connection.commit();
    }

    /** Writes all of it durably, or throws and writes none of it; after that this store is of no more use. */
    void commit(List<Entry> group, List<Cursor> dropped) throws SQLException {
        write(group, dropped);
        connection.commit();
    }

    /**
     * Does one short step of the work that can wait, if there is any; throws as {@link #commit} does.
     *
     * @return whether more of it waits
     */
    boolean tend() throws SQLException {
        long newest = segments.newestRow();
        long now = Micros.of(clock.instant());
        boolean more;
        if (rollUps.behind(newest)) {
            rollUps.catchUp(newest);
            rollUp(now);
            more = rollUps.behind(newest);
        } else {
            more = expiry.step(now, rollUps.through());
        }
        connection.commit();
        return more;
    }

    private void rollUp(long now) throws SQLException {
        if (rollUps.due(now)) {
            rollUps.write(now);
        }
    }

    private void write(List<Entry> group, List<Cursor> dropped) throws SQLException {
        long now = Micros.of(clock.instant());
        Map<Cursor, Entry.Advance> latest = new LinkedHashMap<>();
        for (Entry entry : group) {
            switch (entry) {
                case Entry.Readings readings -> {
                    append(readings, now);
                    latest.put(readings.cursor(), readings);
                }
                case Entry.Lost lost -> {
                    gaps.add(directory.device(lost.cursor().device, now), lost.gap(), now);
                    latest.put(lost.cursor(), lost);
                }
                case Entry.Description description -> directory.describe(description.hello(), now);
                case Entry.Removal removal -> directory.remove(removal.device());
            }
        }
        insert.executeBatch();
        rollUp(now);
        for (Entry.Advance advance : latest.values()) {
            directory.acknowledge(advance.cursor(), advance.last(), advance.missing(), now);
        }
        for (Cursor cursor : dropped) {
            directory.drop(cursor, now);
        }
    }

    private void append(Entry.Readings entry, long now) throws SQLException {
        List<Reading> readings = entry.readings();
        String device = entry.cursor().device;
        for (int i = entry.from(); i < readings.size(); i++) {
            Reading reading = readings.get(i);
            long time = Micros.of(reading.time());
            long row = segments.take(time);
            long channel = directory.channel(device, reading.channel(), now);
            insert.setLong(1, row);
            insert.setLong(2, channel);
            insert.setLong(3, time);
            StoredValue.bind(insert, 4, reading.value());
            insert.addBatch();
            rollUps.add(row, channel, time, reading.value());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.linnet.hub.history;

import dev.linnet.protocol.Reading;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
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
    private final Clock clock;
    private final Directory directory;
    private final Gaps gaps;
    private final Segments segments;
    private final RollUps rollUps;
    private final Expiry expiry;
    private final Rows rows;
    private final Arrangement arrangement;
    private final UpkeepCounters counters;

    /** Opens the file, making it or bringing it to the current schema. */
    Store(Path file, Clock clock, Retention retention, UpkeepCounters counters) throws SQLException {
        this.clock = clock;
        this.counters = counters;
        connection = Database.writer(file);
        try {
            Schema.migrate(connection, clock.instant());
            connection.setAutoCommit(false);
            directory = new Directory(connection);
            gaps = new Gaps(connection);
            segments = new Segments(connection);
            rollUps = new RollUps(connection, Micros.of(clock.instant()));
            rows = new Rows(connection);
            expiry = new Expiry(connection, rows, retention, counters);
            arrangement = new Arrangement(connection, rows, counters);
            counters.waitingRows = segments.newestRow() - arrangement.through();
            connection.commit();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** The cursors of every stream, as committed, least recently used first. */
    List<Cursor> cursors() throws SQLException {
        List<Cursor> cursors = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT device.name, boot.name, acknowledged, missing FROM boot"
                        + " JOIN device ON device.id = boot.device ORDER BY boot.seen, boot.id")) {
            long used = 0;
            while (rows.next()) {
                cursors.add(new Cursor(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4), ++used));
            }
        }
        connection.commit();
        return cursors;
    }

    /** Writes all of it durably, or throws and writes none of it; after that this store is of no more use. */
    void commit(List<Entry> group, List<Cursor> dropped) throws SQLException {
        write(group, dropped);
        connection.commit();
    }

    /**
     * Does one short step of the work that can wait, if there is any; throws as {@link #commit} does.
     *
     * @param pressed whether readings come as fast as they can be committed, so that arranging them can wait for long
     * @return whether more of it waits
     */
    boolean tend(boolean pressed) throws SQLException {
        long newest = segments.newestRow();
        long now = Micros.of(clock.instant());
        boolean more;
        if (rollUps.behind(newest)) {
            rollUps.catchUp(newest);
            rollUp(now);
            more = rollUps.behind(newest);
        } else if (rollUps.due(now)) {
            rollUps.write(now);
            more = true;
        } else {
            more = (!arrangement.midway() && expiry.step(now, rollUps.through(), arrangement.through()))
                    || arrange(newest, pressed);
        }
        connection.commit();
        return more;
    }

    private boolean arrange(long newest, boolean pressed) throws SQLException {
        boolean more = (!pressed || newest - arrangement.through() > Arrangement.MAX_WAITING)
                && arrangement.step(rollUps.through(), newest);
        counters.waitingRows = newest - arrangement.through();
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
                case Entry.Resumption resumption -> latest.put(resumption.cursor(), resumption);
                case Entry.Description description -> directory.describe(description.hello(), now);
                case Entry.Removal removal -> directory.remove(removal.device());
            }
        }
        rows.flush();
        rollUp(now);
        for (Entry.Advance advance : latest.values()) {
            directory.acknowledge(advance.cursor(), advance.last(), advance.missing(), now);
        }
        directory.flush();
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
            rows.add(row, channel, time, reading.value());
            rollUps.add(row, channel, time, reading.value());
        }
    }

    @Override
    public void close() throws SQLException {
        arrangement.close();
        connection.close();
    }
}

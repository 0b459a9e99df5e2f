package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the roll-ups. They hold every reading up to one row, {@code rolled.through}, and none after it. Readings behind it
 * are gathered in memory, by the minute, and added to the tables in few large transactions, each of which moves
 * {@code through} on: so no reading counts twice or not at all, whatever is cut off where, and a late one merges into the
 * bucket of its time. After a start, and in a file that has no roll-ups yet, the rows behind {@code through} are gathered
 * again, a {@linkplain #catchUp step} at a time. Queries read them themselves.
 *
 * <p>The tables are in the order of time, then channel, so that what is added lies together on the disk; a query makes one
 * short search for each bucket. Owned by the writer thread.
 */
final class RollUps {
    /** How many rows {@link #catchUp} reads: a few hundredths of a second. */
    static final int STEP_ROWS = 20_000;

    /** Bounds the memory, 7 MB, and the time that adding them takes. With more channels than this, a minute is added to the tables more than once. */
    static final int MAX_BUCKETS = 50_000;

    /** Bounds what queries have to read beside the roll-ups. */
    static final int MAX_ROWS = 200_000;

    /** Longer, and an hour's buckets would be written more rarely than they close. */
    private static final long LONGEST_MICROS = Tier.HOUR.micros;

    private final Map<Slot, Accumulator> minutes = new HashMap<>();
    private final Map<Tier, PreparedStatement> merge = new EnumMap<>(Tier.class);
    private final PreparedStatement rows;
    private final PreparedStatement move;
    private long through;
    private long gathered;
    private long written;

    RollUps(Connection connection, long now) throws SQLException {
        for (Tier tier : Tier.values()) {
            merge.put(tier, connection.prepareStatement("""
                    INSERT INTO %s AS old (start, channel, %s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (start, channel) DO UPDATE SET
                      count = old.count + excluded.count, numbers = old.numbers + excluded.numbers,
                      sum = coalesce(old.sum + excluded.sum, old.sum, excluded.sum),
                      min = coalesce(min(old.min, excluded.min), old.min, excluded.min),
                      max = coalesce(max(old.max, excluded.max), old.max, excluded.max),
                      last = iif((excluded.last_time, excluded.last_row) > (old.last_time, old.last_row),
                                 excluded.last, old.last),
                      last_row = iif((excluded.last_time, excluded.last_row) > (old.last_time, old.last_row),
                                     excluded.last_row, old.last_row),
                      last_time = max(old.last_time, excluded.last_time)
                    """.formatted(tier.table, Accumulator.COLUMNS)));
        }
        rows = connection.prepareStatement(Rows.AFTER);
        move = connection.prepareStatement("UPDATE rolled SET through = ?");
        through = through(connection);
        gathered = through;
        written = now;
    }

    /** The last row that the roll-ups hold. */
    static long through(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT through FROM rolled")) {
            row.next();
            return row.getLong(1);
        }
    }

    long through() {
        return through;
    }

    /** A new row, in the order of rows. One that comes while others have to be caught up with waits with them. */
    void add(long row, long channel, long time, Value value) {
        if (row == gathered + 1) {
            gather(row, channel, time, value);
        }
    }

    /** Whether rows up to {@code newest} are neither in the tables nor gathered. */
    boolean behind(long newest) {
        return gathered < newest;
    }

    /** Gathers the next rows of those that are behind; {@code newest} is the last there is. */
    void catchUp(long newest) throws SQLException {
        int read = 0;
        rows.setLong(1, gathered);
        rows.setLong(2, newest);
        rows.setInt(3, STEP_ROWS);
        try (ResultSet row = rows.executeQuery()) {
            while (row.next()) {
                gather(row.getLong(1), row.getLong(2), row.getLong(3), StoredValue.read(row, 4));
                read++;
            }
        }
        if (read < STEP_ROWS) {
            gathered = newest;
        }
    }

    /** Whether it is time to {@link #write}. */
    boolean due(long now) {
        return !minutes.isEmpty()
                && (minutes.size() >= MAX_BUCKETS
                        || gathered - through >= MAX_ROWS
                        || Math.abs(now - written) >= LONGEST_MICROS); // abs: clocks are set back, too
    }

    /** Adds what was gathered to the tables, in the transaction that is open and in the order of each. */
    void write(long now) throws SQLException {
        List<Map.Entry<Slot, Accumulator>> gatheredMinutes = new ArrayList<>(minutes.entrySet());
        for (Tier tier : Tier.values()) {
            gatheredMinutes.sort(Comparator.comparing(minute -> slot(tier, minute.getKey())));
            merge(tier, gatheredMinutes);
        }
        move.setLong(1, gathered);
        move.executeUpdate();
        minutes.clear();
        through = gathered;
        written = now;
    }

    private static Slot slot(Tier tier, Slot minute) {
        return new Slot(tier.start(minute.start()), minute.channel());
    }

    private void gather(long row, long channel, long time, Value value) {
        minutes.computeIfAbsent(new Slot(Tier.MINUTE.start(time), channel), s -> new Accumulator())
                .add(time, row, value);
        gathered = row;
    }

    /** Minutes that share a bucket follow each other: of its sum no more than one is in memory. */
    private void merge(Tier tier, List<Map.Entry<Slot, Accumulator>> sorted) throws SQLException {
        PreparedStatement statement = merge.get(tier);
        if (statement == null) {
            throw new IllegalStateException("no table for " + tier);
        }
        int batched = 0;
        for (int next = 0; next < sorted.size(); ) {
            Slot slot = slot(tier, sorted.get(next).getKey());
            Accumulator sum = new Accumulator();
            do {
                sum.add(sorted.get(next++).getValue());
            } while (next < sorted.size()
                    && slot(tier, sorted.get(next).getKey()).equals(slot));
            statement.setLong(1, slot.start());
            statement.setLong(2, slot.channel());
            sum.bind(statement, 3);
            statement.addBatch();
            if (++batched % Rows.BATCH == 0) {
                statement.executeBatch();
            }
        }
        statement.executeBatch();
    }
}

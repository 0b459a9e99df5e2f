package dev.linnet.hub.history;

import dev.linnet.hub.history.piece.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Gathers a channel's buckets from the longest roll-ups that fit into them, from shorter ones at the ends of the range, and
 * from readings where no roll-up fits or holds them yet. What it reads must be one state of the history. One query each.
 */
final class BucketReader {
    private final Connection connection;
    private final long channel;
    private final long every;
    private final long through;
    private final long arranged;
    private final List<Tier> tiers = new ArrayList<>(); // the longest first
    private final TreeMap<Long, Accumulator> buckets = new TreeMap<>();

    /** @param every a bucket's length, microseconds */
    BucketReader(Connection connection, long channel, long every) throws SQLException {
        this.connection = connection;
        this.channel = channel;
        this.every = every;
        through = RollUps.through(connection);
        arranged = Arranged.read(connection).of(channel);
        for (Tier tier : Tier.values()) {
            if (every % tier.micros == 0) {
                tiers.addFirst(tier);
            }
        }
    }

    /** Those with readings, in order of time; from {@code from}, inclusive, to {@code to}, exclusive, microseconds. */
    List<Bucket> read(long from, long to) throws SQLException {
        gather(from, to, 0);
        List<Bucket> filled = new ArrayList<>(buckets.size());
        buckets.forEach((number, bucket) -> filled.add(bucket.bucket(Micros.instant(number * every))));
        return filled;
    }

    private void gather(long from, long to, int longest) throws SQLException {
        if (from >= to) {
            return;
        }
        if (longest == tiers.size()) {
            pieces(from, to);
            readings(from, to, 0);
            return;
        }
        Tier tier = tiers.get(longest);
        long first = tier.start(from + tier.micros - 1);
        long end = tier.start(to);
        if (first >= end) {
            gather(from, to, longest + 1);
            return;
        }
        gather(from, first, longest + 1);
        rollUps(tier, first, end);
        readings(first, end, through);
        gather(end, to, longest + 1);
    }

    private void rollUps(Tier tier, long from, long to) throws SQLException {
        long first;
        long end;
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT (SELECT min(start) FROM %1$s), (SELECT max(start) FROM %1$s)".formatted(tier.table))) {
            row.next();
            first = Math.max(from, row.getLong(1));
            end = row.getObject(1) == null ? first : Math.min(to, row.getLong(2) + tier.micros);
        }
        try (PreparedStatement slots = connection.prepareStatement(slots(tier))) {
            slots.setLong(1, channel);
            slots.setLong(2, first);
            slots.setLong(3, end);
            slots.setLong(4, tier.micros);
            try (ResultSet row = slots.executeQuery()) {
                while (row.next()) {
                    bucket(row.getLong(9)).add(row);
                }
            }
        }
    }

    /** One search for each slot, since roll-ups are not in the order of channels. */
    private static String slots(Tier tier) {
        return """
                WITH RECURSIVE slot (start) AS (
                  SELECT ?2 WHERE ?2 < ?3 UNION ALL SELECT start + ?4 FROM slot WHERE start + ?4 < ?3)
                SELECT %s, slot.start FROM slot CROSS JOIN %s AS bucket
                WHERE bucket.start = slot.start AND bucket.channel = ?1
                """.formatted(Accumulator.COLUMNS, tier.table);
    }

    private void readings(long from, long to, long after) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement(Readings.ROWS)) {
            Readings.bind(rows, channel, from, to, Math.max(after, arranged));
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    long time = row.getLong(1);
                    bucket(time).add(time, row.getLong(2), StoredValue.read(row, 3));
                }
            }
        }
    }

    /** No piece holds a reading that the roll-ups do not hold. */
    private void pieces(long from, long to) throws SQLException {
        try (Pieces pieces = new Pieces(connection)) {
            for (Pieces.Place place : pieces.find(channel, from, to)) {
                Samples samples = pieces.read(place);
                for (int i = 0; i < samples.size(); i++) {
                    long time = samples.time(i);
                    if (time >= from && time < to) {
                        bucket(time).add(time, samples.row(i), samples.value(i));
                    }
                }
            }
        }
    }

    private Accumulator bucket(long time) {
        return buckets.computeIfAbsent(Math.floorDiv(time, every), n -> new Accumulator());
    }
}

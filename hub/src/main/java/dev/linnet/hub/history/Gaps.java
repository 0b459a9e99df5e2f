package dev.linnet.hub.history;

import dev.linnet.protocol.Gap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which readings were lost. A gap that goes on where the device's last one ended makes that longer; of each device
 * the newest {@value #KEPT} are kept. Owned by the writer thread.
 */
final class Gaps {
    static final int KEPT = 1_000;

    private final PreparedStatement extend;
    private final PreparedStatement insert;
    private final PreparedStatement prune;

    Gaps(Connection connection) throws SQLException {
        extend = connection.prepareStatement("UPDATE gap SET last = ?1, newest = coalesce(?2, newest), noted = ?3"
                + " WHERE id = (SELECT max(id) FROM gap WHERE device = ?4)"
                + " AND stream = ?5 AND last = ?6 - 1 AND cause = ?7");
        insert = connection.prepareStatement(
                "INSERT INTO gap (last, newest, noted, device, stream, first, cause, oldest)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        prune = connection.prepareStatement("DELETE FROM gap WHERE device = ?1 AND id <="
                + " (SELECT id FROM gap WHERE device = ?1 ORDER BY id DESC LIMIT 1 OFFSET " + KEPT + ")");
    }

    void add(long device, Gap gap, long now) throws SQLException {
        bind(extend, device, gap, now);
        if (extend.executeUpdate() == 0) {
            bind(insert, device, gap, now);
            bind(insert, 8, gap.from());
            insert.executeUpdate();
            prune.setLong(1, device);
            prune.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, long device, Gap gap, long now) throws SQLException {
        statement.setLong(1, gap.last());
        bind(statement, 2, gap.until());
        statement.setLong(3, now);
        statement.setLong(4, device);
        statement.setString(5, gap.boot());
        statement.setLong(6, gap.first());
        statement.setString(7, gap.cause().name().toLowerCase(Locale.ROOT));
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, Micros.of(time));
        }
    }

    /** A device's gaps, newest first. */
    static List<LostReadings> read(Connection connection, String device) throws SQLException {
        List<LostReadings> gaps = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT stream, first, last, cause, oldest, newest,"
                + " noted FROM gap JOIN device ON device.id = gap.device WHERE device.name = ? ORDER BY gap.id DESC")) {
            select.setString(1, device);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gaps.add(new LostReadings(
                            row.getString(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getString(4),
                            time(row, 5),
                            time(row, 6),
                            Micros.instant(row.getLong(7))));
                }
            }
        }
        return gaps;
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.instant(micros);
    }
}

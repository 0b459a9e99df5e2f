package dev.linnet.hub.history;

import dev.linnet.hub.history.piece.MalformedPieceException;
import dev.linnet.hub.history.piece.PieceCodec;
import dev.linnet.hub.history.piece.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads pieces. One query each. */
final class Pieces implements AutoCloseable {
    /**
     * Where a piece is.
     *
     * @param newest the time of its newest reading
     * @param row the last row of its run
     */
    record Place(long id, long newest, long row) {
        long channel() {
            return id & 0xFFFF_FFFFL;
        }
    }

    private static final String FIND = """
            SELECT piece.id, piece.newest, run.last FROM run CROSS JOIN piece
            WHERE run.newest >= ?2 AND run.oldest < ?3 AND piece.id = (run.id << 32) + ?1
              AND piece.newest >= ?2 AND piece.oldest < ?3
            ORDER BY piece.newest DESC
            """;

    private final PieceCodec codec = new PieceCodec();
    private final Connection connection;
    private final PreparedStatement data;

    Pieces(Connection connection) throws SQLException {
        this.connection = connection;
        data = connection.prepareStatement("SELECT data FROM piece WHERE id = ?");
    }

    /** A channel's pieces that touch the range, the one with the newest reading first. */
    List<Place> find(long channel, long from, long to) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setLong(1, channel);
            find.setLong(2, from);
            find.setLong(3, to);
            return places(find);
        }
    }

    /** The pieces of every channel in the two latest runs, the older run's first. */
    List<Place> latest() throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT piece.id, piece.newest, run.last FROM run"
                + " CROSS JOIN piece ON piece.id BETWEEN run.id << 32 AND (run.id << 32) + 4294967295"
                + " WHERE run.id > (SELECT max(id) FROM run) - 2 ORDER BY piece.id")) {
            return places(find);
        }
    }

    /** Throws {@link DamagedPieceException} for one that is not what was written. */
    Samples read(Place place) throws SQLException {
        data.setLong(1, place.id);
        try (ResultSet row = data.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the history has lost piece " + place.id);
            }
            return codec.decode(row.getBytes(1), place.row);
        } catch (MalformedPieceException e) {
            throw new DamagedPieceException(place.id, e);
        }
    }

    private static List<Place> places(PreparedStatement find) throws SQLException {
        List<Place> places = new ArrayList<>();
        try (ResultSet row = find.executeQuery()) {
            while (row.next()) {
                places.add(new Place(row.getLong(1), row.getLong(2), row.getLong(3)));
            }
        }
        return places;
    }

    @Override
    public void close() throws SQLException {
        codec.close();
        data.close();
    }
}

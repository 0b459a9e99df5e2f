package dev.linnet.hub.history;

import dev.linnet.hub.history.piece.MalformedPieceException;
import java.sql.SQLException;

/** A piece of the history is not what was written; all others may be whole. */
final class DamagedPieceException extends SQLException {
    private static final long serialVersionUID = 1L;

    DamagedPieceException(long piece, MalformedPieceException cause) {
        super("piece " + piece + " of the history is damaged: " + cause.getMessage(), cause);
    }
}

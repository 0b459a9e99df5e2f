package dev.linnet.hub.history.piece;

/** Bytes that are no piece: damaged, cut off, or of a newer version. */
public final class MalformedPieceException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPieceException(String message) {
        super(message);
    }

    MalformedPieceException(String message, Throwable cause) {
        super(message, cause);
    }
}

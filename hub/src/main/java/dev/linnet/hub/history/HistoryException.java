package dev.linnet.hub.history;

import java.nio.file.Path;

/** The history cannot be read or written; the message names its file and what is wrong. */
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryException(Path file, Throwable cause) {
        super(file + ": " + cause.getMessage(), cause);
    }
}

package dev.linnet.hub.access;

import java.nio.file.Path;

/** The access file cannot be read or written; the message names it and what is wrong. */
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    AccessException(Path file, Throwable cause) {
        super(file + ": " + cause.getMessage(), cause);
    }
}

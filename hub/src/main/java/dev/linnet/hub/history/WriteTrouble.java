package dev.linnet.hub.history;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Tells one reason why the history cannot be written from another. */
final class WriteTrouble {
    /** The low byte of an error's code is its kind; the rest is finer than people care for. */
    private static final int KIND = 0xff;

    private WriteTrouble() {}

    /** What the one who reads the log can do about it. */
    static String remedy(Exception failure, Path file) {
        int code = failure instanceof SQLException sql ? sql.getErrorCode() & KIND : 0;
        return switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program keeps it locked: a shell or a backup with an open transaction? (fuser -v " + file
                        + ")";
            case SQLITE_FULL -> "The disk is full: make room (df -h " + file.getParent() + ")";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                "The hub may not write there: see who may, and how it is mounted (ls -ld " + file.getParent() + ")";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The file is damaged: stop the hub, set it aside and start again; agents send what is not acknowledged";
            default -> "Is the disk full or failing? (df -h " + file.getParent() + ", dmesg)";
        };
    }
}

package dev.linnet.hub.cli;

/** What was asked cannot be done; the message says what can. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

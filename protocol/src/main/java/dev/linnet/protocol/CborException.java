package dev.linnet.protocol;

/** Bytes that are not the CBOR that {@code docs/protocol.md} allows. */
final class CborException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    CborException(int offset, String message) {
        // What a peer sends decides how often this is made: without a stack trace it costs little.
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Where, in bytes from the message's start. */
    int offset() {
        return offset;
    }
}

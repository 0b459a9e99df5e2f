package dev.linnet.protocol;

import java.util.Objects;

/**
 * The other side sent what could not be used; the link stays up.
 *
 * @param code what was wrong
 * @param detail for people: the field, the value and what was expected
 */
public record Fault(Code code, String detail) implements Message.FromAgent, Message.FromHub {
    /** What was wrong. */
    public enum Code {
        /** Not JSON, or not an object with a type. */
        MALFORMED,
        /** A message type that this side does not know. */
        UNKNOWN_TYPE,
        /** A field is missing or has a value that it cannot have. */
        INVALID,
        /** A right message at the wrong time, such as telemetry before hello. */
        UNEXPECTED,
        /** A reading or command names a channel that hello did not. */
        UNKNOWN_CHANNEL
    }

    public Fault {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
    }
}

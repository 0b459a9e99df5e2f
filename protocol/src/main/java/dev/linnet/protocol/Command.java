package dev.linnet.protocol;

import java.time.Duration;
import java.util.Objects;

/**
 * Set an actuator.
 *
 * @param id given by the caller or the hub; the same id is executed once and answered with the same result
 * @param channel the actuator's channel
 * @param value what it is to take
 * @param ttl how long after its arrival the agent may still execute it, on the agent's monotonic clock
 */
public record Command(String id, String channel, Value value, Duration ttl) implements Message.FromHub {
    public static final int MAX_ID_CHARS = 64;

    public Command {
        requireId(id);
        Names.require("channel", channel);
        Objects.requireNonNull(value, "value");
        if (ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("a command's time to live must be positive, not " + ttl);
        }
    }

    /** Returns the id, or throws {@link IllegalArgumentException} naming the form: 1–64 printable ASCII, no spaces. */
    static String requireId(String id) {
        if (id.isEmpty()
                || id.length() > MAX_ID_CHARS
                || !id.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\')) {
            throw new IllegalArgumentException(
                    "a command's id must be 1–64 printable ASCII characters without spaces, quotes and backslashes");
        }
        return id;
    }
}

package dev.linnet.hub.command;

import dev.linnet.protocol.Command;
import dev.linnet.protocol.Names;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.util.Objects;

/**
 * What a caller wants done, whichever door it came in by.
 *
 * @param id the caller's own, or {@link CommandRouter#newId}; the same id from anyone for the same device is one command
 * @param device the device's id
 * @param channel the actuator's id
 * @param value what it is to take; must be of the channel's type
 * @param ttl how long from now it may still be done
 * @param queue whether an offline device is waited for until then; otherwise the command is rejected at once
 */
public record CommandRequest(String id, String device, String channel, Value value, Duration ttl, boolean queue) {
    /** How long a command may be done when its caller does not say. */
    public static final Duration DEFAULT_TTL = Duration.ofSeconds(10);

    /** The longest time to live that is taken. */
    public static final Duration MAX_TTL = Duration.ofHours(24);

    public CommandRequest {
        Names.require("device", device);
        Objects.requireNonNull(value, "value");
        new Command(id, channel, value, ttl); // the same rules for id, channel and ttl
        if (ttl.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException("a command's time to live is at most " + MAX_TTL.toHours() + "h");
        }
    }
}

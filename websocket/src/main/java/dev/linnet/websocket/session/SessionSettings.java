package dev.linnet.websocket.session;

import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * What all sessions of one server, or of one client, share.
 *
 * @param role which end this is
 * @param maxMessageBytes the largest message taken from the peer
 * @param streaming whether messages are handed out in parts as they come, and never assembled
 * @param heartbeatNanos time between two pings; zero for none
 * @param closeTimeoutNanos how long the peer may take to answer a close
 * @param maskKeys unpredictable keys for a client's frames (RFC 6455 §5.3, §10.3); never asked by a server
 */
public record SessionSettings(
        Role role,
        long maxMessageBytes,
        boolean streaming,
        long heartbeatNanos,
        long closeTimeoutNanos,
        IntSupplier maskKeys) {
    private static final int MAX_ASSEMBLED = 1 << 30;

    public SessionSettings {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(maskKeys, "maskKeys");
        if (maxMessageBytes < 1 || heartbeatNanos < 0 || closeTimeoutNanos <= 0) {
            throw new IllegalArgumentException("limits must be positive: message " + maxMessageBytes + ", heartbeat "
                    + heartbeatNanos + " ns, close " + closeTimeoutNanos + " ns");
        }
        if (!streaming && maxMessageBytes > MAX_ASSEMBLED) {
            throw new IllegalArgumentException("a message of " + maxMessageBytes + " bytes cannot be assembled");
        }
    }

    public static SessionSettings server(int maxMessageBytes, Duration heartbeat, Duration closeTimeout) {
        return new SessionSettings(
                Role.SERVER,
                maxMessageBytes,
                false,
                heartbeat.toNanos(),
                closeTimeout.toNanos(),
                SessionSettings::noMask);
    }

    public static SessionSettings client(
            int maxMessageBytes, Duration heartbeat, Duration closeTimeout, IntSupplier maskKeys) {
        return new SessionSettings(
                Role.CLIENT, maxMessageBytes, false, heartbeat.toNanos(), closeTimeout.toNanos(), maskKeys);
    }

    /** The same for one connection that takes messages in parts, up to that many bytes each. */
    public SessionSettings withStreaming(long maxBytes) {
        return new SessionSettings(role, maxBytes, true, heartbeatNanos, closeTimeoutNanos, maskKeys);
    }

    private static int noMask() {
        throw new IllegalStateException("a server does not mask");
    }
}

package dev.linnet.hub.device;

import java.time.Duration;

/**
 * What a device may do in one session.
 *
 * @param maxMessageBytes the largest message, as the server enforces it; told in welcome
 * @param maxReadings the most readings in one message; told in welcome
 * @param maxChannels channels, in hello and in readings, before the session ends with 1008
 * @param heartbeat how often the server pings; told in welcome
 * @param helloTimeout how long a connection may take to say hello
 * @param faultsPerMinute faults answered before the session ends with 1008
 */
public record SessionLimits(
        int maxMessageBytes,
        int maxReadings,
        int maxChannels,
        Duration heartbeat,
        Duration helloTimeout,
        int faultsPerMinute) {
    public static final SessionLimits DEFAULT =
            new SessionLimits(64 << 10, 500, 256, Duration.ofSeconds(20), Duration.ofSeconds(10), 20);
}

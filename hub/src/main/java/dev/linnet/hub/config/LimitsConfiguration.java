package dev.linnet.hub.config;

import dev.linnet.configuration.Section;

/**
 * What devices and clients may use up.
 *
 * @param connections sockets in total
 * @param messageBytes the largest WebSocket message; a larger one ends its connection with 1009
 * @param messageReadings the most readings that agents are asked to put in one message
 * @param channels the most channels of one device
 * @param handshakesPerSecond agents admitted a second; others are asked to come back
 * @param connectionsPerDevice sockets of one device: the one that counts, and those that it has just taken over from
 */
public record LimitsConfiguration(
        int connections,
        int messageBytes,
        int messageReadings,
        int channels,
        int handshakesPerSecond,
        int connectionsPerDevice) {
    public static final LimitsConfiguration DEFAULT = new LimitsConfiguration(12_000, 64 << 10, 500, 256, 500, 4);

    private static final int MIN_MESSAGE = 1 << 10;
    private static final int MAX_MESSAGE = 16 << 20;

    static LimitsConfiguration bind(Section section) {
        long message = section.size("message", DEFAULT.messageBytes);
        if (message < MIN_MESSAGE || message > MAX_MESSAGE) {
            section.problem("message", "message: expected 1KiB to 16MiB");
            message = DEFAULT.messageBytes;
        }
        return new LimitsConfiguration(
                section.integer("connections", 1, 1_000_000, DEFAULT.connections),
                (int) message,
                section.integer("readings-per-message", 1, 100_000, DEFAULT.messageReadings),
                section.integer("channels-per-device", 1, 100_000, DEFAULT.channels),
                section.integer("handshakes-per-second", 1, 100_000, DEFAULT.handshakesPerSecond),
                // With one alone no connection could take over from another.
                section.integer("connections-per-device", 2, 1000, DEFAULT.connectionsPerDevice));
    }
}

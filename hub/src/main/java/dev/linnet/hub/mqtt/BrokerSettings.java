package dev.linnet.hub.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the broker.
 *
 * @param url {@code tcp://host:1883} or {@code ssl://host:8883}
 * @param clientId stable across restarts: a broker that sees it twice ends the older connection, last will included, so
 *     that no forgotten connection can say "offline" later
 * @param username null for none
 * @param passwordFile read at each connect, so that a new password needs no restart; null for none
 * @param caFile certificates (PEM) that vouch for the broker; null for those that Java trusts
 * @param will where "offline" is published, retained, when the connection dies
 * @param patience the longest wait for the broker: to connect, to answer, to take anything at all
 * @param keepAlive how often an idle connection is probed
 */
record BrokerSettings(
        URI url,
        String clientId,
        @Nullable String username,
        @Nullable Path passwordFile,
        @Nullable Path caFile,
        String will,
        Duration patience,
        Duration keepAlive) {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
}

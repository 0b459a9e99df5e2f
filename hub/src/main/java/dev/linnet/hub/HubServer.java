package dev.linnet.hub;

import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.config.TlsConfiguration;
import dev.linnet.hub.device.PolledSessions;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpLimits;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** How the hub uses its server: the options that the configuration asks for, the certificate, the counters. */
final class HubServer {
    /** The largest request body: more than a command with the longest text. */
    private static final int MAX_BODY = PolledSessions.MAX_BODY;

    /** Between two looks at the sockets: with thousands of readings a second, waking up for each costs half of all. */
    private static final Duration GATHERING = Duration.ofMillis(2);

    private HubServer() {}

    static ServerOptions options(HubConfiguration configuration) {
        ServerOptions.Builder options = ServerOptions.builder()
                .address(configuration.listen())
                .gathering(GATHERING)
                .maxConnections(configuration.limits().connections())
                .maxConnectionsPerPrincipal(configuration.limits().connectionsPerDevice())
                .http(HttpLimits.DEFAULT.withBodyBytes(MAX_BODY))
                .maxMessageBytes(configuration.limits().messageBytes())
                .failures((place, failure) -> Logger.error(failure, place));
        TlsConfiguration tls = configuration.tls();
        return (tls == null ? options : options.tls(tls.read())).build();
    }

    static @Nullable CertificateWatch watch(@Nullable TlsConfiguration tls, WebSocketServer server) {
        return tls == null ? null : new CertificateWatch(tls, server::reloadTls);
    }

    static void count(WebSocketServer server, Metrics metrics) {
        metrics.gauge("linnet_server_connections", "Open sockets.", server::connections);
        metrics.gauge(
                "linnet_server_compression_streams",
                "Compression streams that hold memory outside the heap.",
                server::compressionStreams);
        metrics.count(
                "linnet_server_round_trip_seconds_total",
                "From heartbeats to their answers, in sum; events of heartbeats_answered are how many.",
                () -> server.count(ServerCounter.ROUND_TRIP_NANOS) / 1e9);
        for (ServerCounter counter : ServerCounter.values()) {
            if (counter == ServerCounter.ROUND_TRIP_NANOS) {
                continue; // which is above, in Prometheus' unit
            }
            metrics.count(
                    "linnet_server_events_total",
                    "What happened to sockets and requests.",
                    () -> server.count(counter),
                    "event",
                    counter.name().toLowerCase(Locale.ROOT));
        }
    }
}

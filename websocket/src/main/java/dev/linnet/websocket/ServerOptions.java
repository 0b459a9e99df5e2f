package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpLimits;
import dev.linnet.websocket.http.Origins;
import dev.linnet.websocket.tls.ServerTls;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The limits and times of a {@link WebSocketServer}. Every limit that bites is counted in {@link ServerCounter}.
 *
 * @param address where to listen; port 0 picks a free one
 * @param loops event-loop threads; a connection stays on one of them
 * @param gathering the shortest time between two looks of a loop at its sockets, a second at most: what comes after a quiet
 *     while is seen at once, what follows is seen together, since a wake-up costs more than a short message; zero for
 *     none
 * @param maxConnections sockets in total; one more is answered with 503, or just closed when many are, or with TLS
 * @param maxConnectionsPerAddress sockets of one remote address, 0 for no such limit; one more gets 429 likewise
 * @param maxConnectionsPerPrincipal WebSocket connections of one {@link Upgrade.Accept#principal}, 0 for no such limit;
 *     one more gets 429
 * @param origins which web pages' opening handshakes are taken; those of others get 403
 * @param handshakesPerSecond WebSocket opening handshakes admitted, 0 for no limit; the others get 503 and a
 *     {@code Retry-After} that spreads them over time
 * @param handshakeBurst how many of them may come at once
 * @param maxMessageBytes largest message taken from a peer; a larger one ends its connection with 1009
 * @param maxOutboundBytes bytes that may wait on one connection; a message that does not fit is refused to its sender
 * @param http how much one request may take
 * @param handshakeTimeout from accepting a socket, or from a request's first byte, to its whole head; TLS has as long
 * @param minBodyRate bytes a second of a request's body, once {@code handshakeTimeout} is used up
 * @param idleTimeout how long an HTTP connection may wait for its next request
 * @param heartbeat time between two pings; a peer from which nothing comes for two is gone; zero for no heartbeat
 * @param closeTimeout how long the peer may take to answer a close, and then to close its socket
 * @param slowReaderTimeout how long a connection may stay unwritable before it is ended with 1008
 * @param compression how to compress messages where the peer agrees to it, or null for not at all
 * @param tls for WSS and HTTPS; null for WS and HTTP
 * @param maxTlsHandshakes TLS handshakes that may wait to be computed; one more is ended at once
 * @param failures hears what a listener or handler threw, with one sentence that says where
 */
public record ServerOptions(
        InetSocketAddress address,
        int loops,
        Duration gathering,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxConnectionsPerPrincipal,
        Origins origins,
        int handshakesPerSecond,
        int handshakeBurst,
        int maxMessageBytes,
        int maxOutboundBytes,
        HttpLimits http,
        Duration handshakeTimeout,
        int minBodyRate,
        Duration idleTimeout,
        Duration heartbeat,
        Duration closeTimeout,
        Duration slowReaderTimeout,
        @Nullable Compression compression,
        @Nullable ServerTls tls,
        int maxTlsHandshakes,
        BiConsumer<String, Throwable> failures) {
    private static final Duration LONGEST_GATHERING = Duration.ofSeconds(1);

    public ServerOptions {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(failures, "failures");
        Bounds.between("loops", loops, 1, 64);
        if (gathering.isNegative() || gathering.compareTo(LONGEST_GATHERING) > 0) {
            throw new IllegalArgumentException("gathering is " + gathering + ", outside zero to " + LONGEST_GATHERING);
        }
        Bounds.between("maxConnections", maxConnections, 1, 1_000_000);
        Bounds.between("maxConnectionsPerAddress", maxConnectionsPerAddress, 0, 1_000_000);
        Bounds.between("maxConnectionsPerPrincipal", maxConnectionsPerPrincipal, 0, 1_000_000);
        Bounds.between("handshakesPerSecond", handshakesPerSecond, 0, 1_000_000);
        Bounds.between("handshakeBurst", handshakeBurst, 1, 1_000_000);
        Bounds.between("minBodyRate", minBodyRate, 1, 1 << 30);
        Bounds.ofConnection(maxMessageBytes, maxOutboundBytes, heartbeat);
        Bounds.between("maxTlsHandshakes", maxTlsHandshakes, 1, 1_000_000);
        Bounds.positive("handshakeTimeout", handshakeTimeout);
        Bounds.positive("idleTimeout", idleTimeout);
        Bounds.positive("closeTimeout", closeTimeout);
        Bounds.positive("slowReaderTimeout", slowReaderTimeout);
    }

    /** What suits a hub on a small board: one loop on the loopback address. */
    public static ServerOptions defaults() {
        return builder().build();
    }

    /** Everything at its default, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from the defaults; {@link #build} validates. */
    public static final class Builder {
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private int loops = 1;
        private Duration gathering = Duration.ZERO;
        private int maxConnections = 10_000;
        private int maxConnectionsPerAddress;
        private int maxConnectionsPerPrincipal;
        private Origins origins = Origins.own();
        private int handshakesPerSecond;
        private int handshakeBurst = 100;
        private int minBodyRate = 1024;
        private int maxMessageBytes = 64 * 1024;
        private int maxOutboundBytes = 1024 * 1024;
        private HttpLimits http = HttpLimits.DEFAULT;
        private Duration handshakeTimeout = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(60);
        private Duration heartbeat = Duration.ofSeconds(20);
        private Duration closeTimeout = Duration.ofSeconds(5);
        private Duration slowReaderTimeout = Duration.ofSeconds(30);
        private @Nullable Compression compression;
        private @Nullable ServerTls tls;
        private int maxTlsHandshakes = 512;
        private BiConsumer<String, Throwable> failures = Builder::log;

        private Builder() {}

        private static void log(String message, Throwable failure) {
            System.getLogger("dev.linnet.websocket").log(Level.WARNING, message, failure);
        }

        /** Sets {@link ServerOptions#address}. */
        public Builder address(InetSocketAddress value) {
            address = value;
            return this;
        }

        /** Sets {@link ServerOptions#loops}. */
        public Builder loops(int value) {
            loops = value;
            return this;
        }

        /** Sets {@link ServerOptions#gathering}; none unless this is called. */
        public Builder gathering(Duration value) {
            gathering = value;
            return this;
        }

        /** Sets {@link ServerOptions#maxConnections}. */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /** Sets {@link ServerOptions#maxConnectionsPerAddress}. */
        public Builder maxConnectionsPerAddress(int value) {
            maxConnectionsPerAddress = value;
            return this;
        }

        /** Sets {@link ServerOptions#maxConnectionsPerPrincipal}. */
        public Builder maxConnectionsPerPrincipal(int value) {
            maxConnectionsPerPrincipal = value;
            return this;
        }

        /** Sets {@link ServerOptions#origins}; {@link Origins#own} unless this is called. */
        public Builder origins(Origins value) {
            origins = value;
            return this;
        }

        /** Sets {@link ServerOptions#handshakesPerSecond} and {@link ServerOptions#handshakeBurst}. */
        public Builder handshakes(int perSecond, int burst) {
            handshakesPerSecond = perSecond;
            handshakeBurst = burst;
            return this;
        }

        /** Sets {@link ServerOptions#minBodyRate}. */
        public Builder minBodyRate(int bytesPerSecond) {
            minBodyRate = bytesPerSecond;
            return this;
        }

        /** Sets {@link ServerOptions#maxMessageBytes}. */
        public Builder maxMessageBytes(int value) {
            maxMessageBytes = value;
            return this;
        }

        /** Sets {@link ServerOptions#maxOutboundBytes}. */
        public Builder maxOutboundBytes(int value) {
            maxOutboundBytes = value;
            return this;
        }

        /** Sets {@link ServerOptions#http}. */
        public Builder http(HttpLimits value) {
            http = value;
            return this;
        }

        /** Sets {@link ServerOptions#handshakeTimeout}. */
        public Builder handshakeTimeout(Duration value) {
            handshakeTimeout = value;
            return this;
        }

        /** Sets {@link ServerOptions#idleTimeout}. */
        public Builder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        /** Sets {@link ServerOptions#heartbeat}. */
        public Builder heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        /** Sets {@link ServerOptions#closeTimeout}. */
        public Builder closeTimeout(Duration value) {
            closeTimeout = value;
            return this;
        }

        /** Sets {@link ServerOptions#slowReaderTimeout}. */
        public Builder slowReaderTimeout(Duration value) {
            slowReaderTimeout = value;
            return this;
        }

        /** Off unless this is called. */
        public Builder compression(Compression value) {
            compression = value;
            return this;
        }

        /** Sets {@link ServerOptions#tls}; off unless this is called. */
        public Builder tls(ServerTls value) {
            tls = value;
            return this;
        }

        /** Sets {@link ServerOptions#maxTlsHandshakes}. */
        public Builder maxTlsHandshakes(int value) {
            maxTlsHandshakes = value;
            return this;
        }

        /** Sets {@link ServerOptions#failures}. */
        public Builder failures(BiConsumer<String, Throwable> value) {
            failures = value;
            return this;
        }

        /** All that was set, validated. */
        public ServerOptions build() {
            return new ServerOptions(
                    address,
                    loops,
                    gathering,
                    maxConnections,
                    maxConnectionsPerAddress,
                    maxConnectionsPerPrincipal,
                    origins,
                    handshakesPerSecond,
                    handshakeBurst,
                    maxMessageBytes,
                    maxOutboundBytes,
                    http,
                    handshakeTimeout,
                    minBodyRate,
                    idleTimeout,
                    heartbeat,
                    closeTimeout,
                    slowReaderTimeout,
                    compression,
                    tls,
                    maxTlsHandshakes,
                    failures);
        }
    }
}

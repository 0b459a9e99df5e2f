package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.UpgradeHandler;
import dev.linnet.websocket.handshake.HandshakePace;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.session.SessionSettings;
import dev.linnet.websocket.transport.tls.TlsEngines;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all loops and connections of one server share.
 *
 * @param sessions settings of its WebSocket sessions
 * @param admission counts open sockets
 * @param tls makes the connections' TLS; null for plain ones
 * @param pace of opening handshakes
 * @param elsewhere counts what happens outside the loops' threads
 * @param tracing which connections to write down the frames of
 * @param clock monotonic nanoseconds
 */
public record Service(
        ServerOptions options,
        UpgradeHandler upgrades,
        HttpHandler http,
        SessionSettings sessions,
        Admission admission,
        @Nullable TlsEngines tls,
        HandshakePace pace,
        Tally elsewhere,
        Tracing tracing,
        LongSupplier clock) {
    public Service(ServerOptions options, UpgradeHandler upgrades, HttpHandler http, LongSupplier clock) {
        this(
                options,
                upgrades,
                http,
                SessionSettings.server(options.maxMessageBytes(), options.heartbeat(), options.closeTimeout()),
                new Admission(options),
                options.tls() == null ? null : new TlsEngines(options.tls(), options.maxTlsHandshakes()),
                new HandshakePace(options.handshakesPerSecond(), options.handshakeBurst(), clock.getAsLong()),
                new Tally(),
                new Tracing(),
                clock);
    }
}

package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.UpgradeHandler;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.session.SessionSettings;
import java.util.function.LongSupplier;

/**
 * What all loops and connections of one server share.
 *
 * @param sessions settings of its WebSocket sessions
 * @param admission counts open sockets
 * @param elsewhere counts what happens outside the loops' threads
 * @param clock monotonic nanoseconds
 */
public record Service(
        ServerOptions options,
        UpgradeHandler upgrades,
        HttpHandler http,
        SessionSettings sessions,
        Admission admission,
        Tally elsewhere,
        LongSupplier clock) {
    public Service(ServerOptions options, UpgradeHandler upgrades, HttpHandler http, LongSupplier clock) {
        this(
                options,
                upgrades,
                http,
                SessionSettings.server(options.maxMessageBytes(), options.heartbeat(), options.closeTimeout()),
                new Admission(options),
                new Tally(),
                clock);
    }
}

package dev.linnet.websocket;

/** What a {@link WebSocketServer} counts; each only grows. */
public enum ServerCounter {
    /** Sockets accepted. */
    CONNECTIONS_ACCEPTED,
    /** Sockets refused because {@link ServerOptions#maxConnections} were open. */
    CONNECTIONS_OVER_LIMIT,
    /** Sockets refused because their address had {@link ServerOptions#maxConnectionsPerAddress} open. */
    CONNECTIONS_OVER_ADDRESS_LIMIT,
    /** Opening handshakes refused because their principal had {@link ServerOptions#maxConnectionsPerPrincipal} open. */
    CONNECTIONS_OVER_PRINCIPAL_LIMIT,
    /** Opening handshakes refused because a web page asked that is not of {@link ServerOptions#origins}. */
    ORIGINS_REFUSED,
    /** Opening handshakes refused because more came than {@link ServerOptions#handshakesPerSecond}. */
    HANDSHAKES_OVER_PACE,
    /** Times that accepting failed (no file descriptor left, say) and was paused for a moment. */
    ACCEPT_FAILURES,
    /** TLS handshakes completed. */
    TLS_HANDSHAKES,
    /** TLS connections ended because a handshake failed, a record was broken, or the peer's trust or ours was lacking. */
    TLS_FAILURES,
    /** TLS connections ended at once because {@link ServerOptions#maxTlsHandshakes} waited to be computed. */
    TLS_HANDSHAKES_REFUSED,
    /** TLS connections whose peer ended its stream without saying so. */
    TLS_TRUNCATIONS,
    /** Connections to a TLS port that began with plain HTTP, answered with 400. */
    PLAINTEXT_REFUSED,
    /** Opening handshakes completed with 101. */
    UPGRADES,
    /** Of these, those with which compression was agreed. */
    UPGRADES_WITH_COMPRESSION,
    /** Opening handshakes refused: by a limit, by the {@link UpgradeHandler}, or for their form. */
    UPGRADES_REFUSED,
    /** Plain HTTP requests handed to the handler. */
    HTTP_REQUESTS,
    /** Requests answered with an error because they were malformed or over a limit. */
    HTTP_ERRORS,
    /** Connections ended because a request was not complete in time. */
    HANDSHAKE_TIMEOUTS,
    /** HTTP connections ended because no next request came in time. */
    IDLE_TIMEOUTS,
    /** Messages received. */
    MESSAGES_RECEIVED,
    /** Messages accepted for sending. */
    MESSAGES_SENT,
    /** Messages refused because they did not fit in a connection's outbound queue. */
    MESSAGES_REFUSED,
    /** Bytes read from sockets, without what TLS adds. */
    BYTES_RECEIVED,
    /** Times that a socket was given something to send. */
    SOCKET_WRITES,
    /** Bytes written to sockets, without what TLS adds. */
    BYTES_SENT,
    /** Pings of peers that were never answered because a later one came while the socket took nothing. */
    PINGS_SUPERSEDED,
    /** WebSocket connections failed with 1002 or 1007. */
    PROTOCOL_ERRORS,
    /** WebSocket connections failed with 1009. */
    MESSAGES_TOO_BIG,
    /** Connections ended because the peer read too slowly. */
    SLOW_READERS,
    /** Heartbeats answered by the peer. */
    HEARTBEATS_ANSWERED,
    /** Nanoseconds from those heartbeats to their answers, in sum. */
    ROUND_TRIP_NANOS,
    /** Connections given up since nothing came for two heartbeats. */
    HEARTBEATS_LOST,
    /** WebSocket connections that ended without a closing handshake (1006), for whatever reason. */
    ABNORMAL_CLOSURES,
    /** Closing handshakes or closed sockets that the peer did not finish in time. */
    CLOSE_TIMEOUTS,
    /** Exceptions thrown by listeners and handlers. */
    FAILURES
}

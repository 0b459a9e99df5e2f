package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.session.ReceiveBuffer;

/** What a connection is at now: TLS's handshake, if it uses TLS; HTTP requests then, perhaps a WebSocket or a stream, and the polite end of all. */
sealed interface Phase permits TlsPhase, HttpPhase, WebSocketPhase, StreamPhase, LingerPhase {
    /** Bytes came. Takes all of them, unless it stopped reading or handed the connection on to another phase. */
    void received(ReceiveBuffer in);

    /** The peer sends no more. */
    void inputEnded();

    /** Something asked to be looked at between two events ({@link Connection#attend}). */
    void attend();

    /** The socket took some of what waited. */
    void progress();

    /** Time has gone on. */
    void tick(long now);

    /** The server ends. */
    void stop(CloseStatus status);

    /** The socket is gone, or is about to be closed without a word. */
    void lost(String reason);
}

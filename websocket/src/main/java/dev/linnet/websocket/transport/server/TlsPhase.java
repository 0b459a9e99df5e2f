package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.session.ReceiveBuffer;

/** A TLS handshake, on which {@code TlsChannel} works; nothing can be said before it is done. */
final class TlsPhase implements Phase {
    private final Connection connection;
    private final long deadline;

    TlsPhase(Connection connection) {
        this.connection = connection;
        EventLoop loop = connection.loop();
        this.deadline = loop.now() + loop.service().options().handshakeTimeout().toNanos();
    }

    @Override
    public void received(ReceiveBuffer in) {
        throw new AssertionError("plain bytes before the end of the handshake");
    }

    @Override
    public void inputEnded() {
        connection.loop().tally().add(ServerCounter.TLS_FAILURES);
        connection.cut();
    }

    @Override
    public void attend() {}

    @Override
    public void progress() {}

    @Override
    public void tick(long now) {
        if (now - deadline >= 0) {
            connection.loop().tally().add(ServerCounter.HANDSHAKE_TIMEOUTS);
            connection.cut();
        }
    }

    @Override
    public void stop(CloseStatus status) {
        connection.cut();
    }

    @Override
    public void lost(String reason) {}
}

package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.session.ReceiveBuffer;

/**
 * Nothing more to say: sends what waits, then our FIN, and discards what comes until the peer's. Closing at once, with
 * bytes unread, would send a reset that can destroy what the peer has not read yet (RFC 9112 §9.6).
 */
final class LingerPhase implements Phase {
    private final Connection connection;
    private final long patience;
    private long deadline;

    /**
     * @param patience nanoseconds that the peer may take nothing of what waits
     */
    LingerPhase(Connection connection, long patience) {
        this.connection = connection;
        this.patience = patience;
        awaitEnd();
    }

    private void awaitEnd() {
        deadline = connection.loop().now()
                + connection.loop().service().options().closeTimeout().toNanos();
    }

    @Override
    public void received(ReceiveBuffer in) {
        in.bytes().position(in.bytes().limit());
    }

    @Override
    public void inputEnded() {
        if (!connection.congested()) {
            connection.cut();
        }
    }

    @Override
    public void attend() {}

    @Override
    public void progress() {
        if (!connection.congested()) {
            awaitEnd();
            connection.endOutput();
        }
    }

    @Override
    public void tick(long now) {
        OutboundQueue queue = connection.queue();
        if (queue == null ? now - deadline >= 0 : now - queue.progressAt() >= patience) {
            connection.loop().tally().add(ServerCounter.CLOSE_TIMEOUTS);
            connection.cut();
        }
    }

    @Override
    public void stop(CloseStatus status) {}

    @Override
    public void lost(String reason) {}
}

package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import java.util.ArrayDeque;
import java.util.Deque;

/** A loop's end: its connections closed one after another, evenly over some time, so that their peers come back so too. */
final class Drain {
    private final CloseStatus status;
    private final long start;
    private final long spread;
    private final long closeTimeout;
    private final Deque<Connection> left = new ArrayDeque<>();
    private int total;

    Drain(CloseStatus status, long start, long spread, long closeTimeout) {
        this.status = status;
        this.start = start;
        this.spread = spread;
        this.closeTimeout = closeTimeout;
    }

    void add(Connection connection) {
        left.add(connection);
        total++;
    }

    /** Closes those whose turn it is. */
    void advance(long now) {
        long elapsed = now - start;
        long keep = elapsed >= spread ? 0 : total - (long) Math.ceil((double) total * elapsed / spread);
        while (left.size() > keep) {
            Connection connection = left.remove();
            if (connection.isOpen()) {
                connection.phase().stop(status);
            }
        }
    }

    /** Whether even those that do not answer have had their time: once for the close frame, once for the socket. */
    boolean isOverdue(long now) {
        return now - start >= spread + 2 * closeTimeout + closeTimeout / 2;
    }
}

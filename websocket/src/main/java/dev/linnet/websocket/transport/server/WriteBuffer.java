package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.frame.FrameOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One loop's direct memory for what goes out. It belongs to one connection at a time, collects what that one writes while
 * an event is handled, and goes to the socket in one piece. Only the loop's thread touches it.
 */
@SuppressWarnings("ReferenceEquality") // the owner is that very connection, and connections are never equal otherwise
final class WriteBuffer {
    private final ByteBuffer bytes;
    private @Nullable SocketOutput owner;

    WriteBuffer(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity);
    }

    /** Room for the connection; {@link FrameOutput#space} says how much. */
    ByteBuffer space(SocketOutput connection, int wanted) {
        if (owner != connection) {
            while (owner != null) {
                flush(); // whoever hears of its progress may write, and be the owner then
            }
            if (connection.congested()) {
                return connection.space(wanted);
            }
            if (connection.hasSentInThisTurn()) {
                return connection.gather(wanted); // several take turns: one write for each, not for each message
            }
            owner = connection;
        } else if (bytes.remaining() < Math.min(wanted, FrameOutput.MIN_SPACE)) {
            flush();
            if (connection.congested()) {
                return connection.space(wanted);
            }
            owner = connection;
        }
        return bytes;
    }

    /** Bytes of that connection that wait here. */
    int waiting(SocketOutput connection) {
        return owner == connection ? bytes.position() : 0;
    }

    /** Sends what there is; what the socket does not take goes to its connection's queue. */
    void flush() {
        SocketOutput connection = owner;
        if (connection != null) {
            owner = null;
            connection.transmit(bytes.flip());
            bytes.clear();
            connection.transmitted();
        }
    }

    /** The memory itself, for moving a queue to its socket. */
    ByteBuffer scratch() {
        flush();
        return bytes;
    }
}

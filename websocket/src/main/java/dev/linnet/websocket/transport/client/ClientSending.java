package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.session.OutgoingParts;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way into one connection's output, one after another: in the order in which they are compressed. Senders
 * take turns, for as long as compressing a message takes; reader and writer go on meanwhile, since the connection's lock,
 * which comes after the turn and never before it, is taken only to look for room and to queue.
 */
final class ClientSending {
    private final ClientConnection connection;
    private final ReentrantLock turn = new ReentrantLock();
    private final @Nullable PerMessageDeflate deflate; // its sending half, in turn; null without compression
    private volatile @Nullable OutgoingParts parts; // in turn; null unless a message is being sent in parts

    ClientSending(ClientConnection connection, @Nullable PerMessageDeflate deflate) {
        this.connection = connection;
        this.deflate = deflate;
    }

    boolean send(Opcode opcode, ByteBuffer payload) {
        turn.lock();
        try {
            if (!connection.admit(payload, false)) {
                return false;
            }
            OutgoingParts begun = parts;
            if (begun == null) {
                return queue(opcode, payload);
            }
            ByteBuffer copy = ByteBuffer.allocate(payload.remaining())
                    .put(payload.duplicate())
                    .flip();
            begun.hold(() -> queue(opcode, copy), copy.remaining());
            return true;
        } finally {
            endTurn();
        }
    }

    private boolean queue(Opcode opcode, ByteBuffer payload) {
        ByteBuffer smaller = deflate == null ? null : deflate.deflate(payload);
        return connection.queue(session -> session.send(opcode, payload, smaller));
    }

    boolean sendPart(Opcode kind, ByteBuffer payload, boolean last) {
        turn.lock();
        try {
            OutgoingParts begun = parts;
            Opcode opcode = begun == null ? kind : begun.next(kind);
            if (!connection.admit(payload, true)) {
                return false;
            }
            ByteBuffer compressed = deflate == null ? null : deflate.deflatePart(payload, last);
            boolean sent = connection.queue(session -> session.sendFragment(opcode, payload, compressed, last));
            parts = last ? null : begun == null ? new OutgoingParts(kind) : begun;
            if (last && begun != null) {
                begun.release();
            }
            return sent;
        } finally {
            endTurn();
        }
    }

    /** What waits for the last part of a message; from any thread. */
    int heldBytes() {
        OutgoingParts begun = parts;
        return begun == null ? 0 : begun.waitingBytes();
    }

    boolean isMyTurn() {
        return turn.isHeldByCurrentThread();
    }

    /** Gives the compression's memory back, once the session is over and nobody is admitted any more. */
    void release() {
        if (deflate != null) {
            turn.lock();
            try {
                deflate.release();
            } finally {
                endTurn();
            }
        }
    }

    private void endTurn() {
        turn.unlock();
        connection.flushTrace();
    }
}

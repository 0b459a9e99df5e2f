package dev.linnet.websocket.session;

import dev.linnet.websocket.frame.Opcode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A message that is being sent in parts, and the messages that wait for its last: none may come between (RFC 6455 §5.4).
 * Exists from the first part to the last, and belongs to whoever owns the session.
 */
public final class OutgoingParts {
    private final Opcode kind;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private volatile int waitingBytes; // written by the owner only; volatile for those who send from elsewhere

    public OutgoingParts(Opcode kind) {
        this.kind = kind;
    }

    /**
     * The opcode of a further part.
     *
     * @throws IllegalStateException when that part is of another kind than the first
     */
    public Opcode next(Opcode part) {
        if (part != kind) {
            throw new IllegalStateException("a " + part + " part in the middle of a " + kind + " message");
        }
        return Opcode.CONTINUATION;
    }

    /** Sends that message, of that size, after the last part. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, or one at a time under a lock
    public void hold(Runnable message, int bytes) {
        waiting.add(message);
        waitingBytes += bytes;
    }

    /**
     * What those messages take. The parts, which they wait for, do not share the outbound bound with them: else neither
     * would ever go on.
     */
    public int waitingBytes() {
        return waitingBytes;
    }

    /** The last part is sent. */
    public void release() {
        waitingBytes = 0;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** For a message that no patience will help. */
    public static void requireFits(int bytes, int maxOutboundBytes) {
        if (bytes > maxOutboundBytes) {
            throw new IllegalArgumentException("a message of " + bytes + " bytes never fits: maxOutboundBytes is "
                    + maxOutboundBytes + "; send it in parts, or raise the bound");
        }
    }
}

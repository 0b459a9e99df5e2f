package dev.linnet.websocket.session;

import dev.linnet.websocket.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message that has begun and has not ended, between two parts of it. */
sealed interface IncomingMessage permits MessageAssembly, MessageStream {
    /** Whether a frame of that length still fits; asked at its header. */
    void admit(long frameLength) throws ProtocolViolation;

    /**
     * Takes what came of it.
     *
     * @param piece unmasked, from position to limit; only lent
     * @param last whether it ends the message
     * @return what there is to hand out now, or null
     */
    @Nullable
    ByteBuffer take(ByteBuffer piece, boolean last) throws ProtocolViolation;

    /** Whether {@link #more} has something to hand out before anything else is taken. */
    boolean hasMore();

    /** What else there is to hand out of what was taken, or null when that was all. */
    @Nullable
    ByteBuffer more() throws ProtocolViolation;

    /** Whether what was handed out last ended the message. */
    boolean ended();

    /** What to call it. */
    SessionEvent event();
}

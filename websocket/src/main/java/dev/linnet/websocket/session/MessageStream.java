package dev.linnet.websocket.session;

import dev.linnet.websocket.compression.MessageInflater;
import dev.linnet.websocket.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message that is handed out in parts as they come; nothing of it is kept but a compressed piece not yet inflated. */
final class MessageStream implements IncomingMessage {
    private final TextCheck check;
    private final long limit;
    private final @Nullable MessageInflater inflater;
    private long length;
    private boolean last; // of what was taken
    private boolean more; // to be inflated of what was taken
    private boolean ended;

    /**
     * @param inflater null for a message that is not compressed
     */
    MessageStream(boolean text, long limit, @Nullable MessageInflater inflater) {
        this.check = new TextCheck(text);
        this.limit = limit;
        this.inflater = inflater;
    }

    @Override
    public void admit(long frameLength) throws ProtocolViolation {
        if (inflater == null && frameLength > limit - length) {
            throw ProtocolViolation.tooBig(limit);
        }
    }

    @Override
    public @Nullable ByteBuffer take(ByteBuffer piece, boolean last) throws ProtocolViolation {
        this.last = last;
        if (inflater == null) {
            return handOut(piece);
        }
        inflater.input(piece, last);
        return inflate(inflater);
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public @Nullable ByteBuffer more() throws ProtocolViolation {
        return inflater == null ? null : inflate(inflater);
    }

    private @Nullable ByteBuffer inflate(MessageInflater from) throws ProtocolViolation {
        ByteBuffer room = from.room();
        more = !from.inflate(room);
        if (more) {
            from.keepInput(); // whoever gets this part may pause before it takes the next
        }
        return handOut(room.flip());
    }

    private @Nullable ByteBuffer handOut(ByteBuffer part) throws ProtocolViolation {
        check.next(part, part.position(), part.limit());
        length += part.remaining();
        if (length > limit) {
            throw ProtocolViolation.tooBig(limit);
        }
        ended = last && !more;
        if (ended) {
            check.end();
        }
        return ended || part.hasRemaining() ? part : null;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public SessionEvent event() {
        return check.isText() ? SessionEvent.TEXT_PART : SessionEvent.BINARY_PART;
    }
}

package dev.linnet.websocket.session;

import dev.linnet.websocket.compression.MessageInflater;
import dev.linnet.websocket.frame.ProtocolViolation;
import dev.linnet.websocket.frame.Utf8;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message that is put together from its parts, and handed out whole. Grows with what has come, not with what was
 * announced; a compressed one is inflated as it comes, and the limit counts what stands here.
 */
final class MessageAssembly implements IncomingMessage {
    private static final int FIRST_CAPACITY = 512;

    private final TextCheck check;
    private final int limit;
    private final @Nullable MessageInflater inflater;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    /**
     * @param inflater null for a message that is not compressed
     */
    MessageAssembly(boolean text, int limit, @Nullable MessageInflater inflater) {
        this.check = new TextCheck(text);
        this.limit = limit;
        this.inflater = inflater;
    }

    @Override
    public void admit(long frameLength) throws ProtocolViolation {
        if (inflater == null && frameLength > limit - bytes.position()) {
            throw ProtocolViolation.tooBig(limit);
        }
    }

    @Override
    public @Nullable ByteBuffer take(ByteBuffer piece, boolean last) throws ProtocolViolation {
        if (inflater == null) {
            append(piece);
        } else {
            inflater.input(piece, last);
            inflate(inflater);
        }
        if (!last) {
            return null;
        }
        check.end();
        return bytes.flip();
    }

    /**
     * A compressed message that came in one frame. It stands in memory that all connections of an owner share, unless it is
     * too large for that; so in steady state nothing is allocated for it.
     */
    static ByteBuffer inflated(ByteBuffer frame, boolean text, int limit, MessageInflater inflater)
            throws ProtocolViolation {
        inflater.input(frame, true);
        ByteBuffer room = inflater.room();
        boolean usedUp = inflater.inflate(room);
        room.flip();
        if (room.remaining() > limit) {
            throw ProtocolViolation.tooBig(limit);
        }
        if (!usedUp) {
            MessageAssembly larger = new MessageAssembly(text, limit, inflater);
            larger.append(room);
            larger.inflate(inflater);
            larger.check.end();
            return larger.bytes.flip();
        }
        if (text && Utf8.check(Utf8.COMPLETE, room, 0, room.limit()) != Utf8.COMPLETE) {
            throw ProtocolViolation.invalidPayload("a text message that is not UTF-8");
        }
        return room;
    }

    private void append(ByteBuffer piece) throws ProtocolViolation {
        check.next(piece, piece.position(), piece.limit());
        if (piece.remaining() > bytes.remaining()) {
            grow(bytes.position() + piece.remaining(), limit);
        }
        bytes.put(piece);
    }

    private void inflate(MessageInflater from) throws ProtocolViolation {
        boolean usedUp;
        do {
            if (!bytes.hasRemaining()) {
                grow(bytes.position() + 1, limit + 1); // the one byte too many is how an end beyond the limit shows
            }
            int start = bytes.position();
            usedUp = from.inflate(bytes);
            check.next(bytes, start, bytes.position());
            if (bytes.position() > limit) {
                throw ProtocolViolation.tooBig(limit);
            }
        } while (!usedUp);
    }

    private void grow(int needed, int most) {
        int doubled = (int) Math.min(most, 2L * bytes.capacity());
        ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, Math.max(doubled, Math.min(most, FIRST_CAPACITY))));
        bytes = larger.put(bytes.flip());
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public @Nullable ByteBuffer more() {
        return null;
    }

    @Override
    public boolean ended() {
        return true;
    }

    @Override
    public SessionEvent event() {
        return check.isText() ? SessionEvent.TEXT : SessionEvent.BINARY;
    }
}

package dev.linnet.websocket.compression;

import dev.linnet.websocket.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses what one connection receives (RFC 7692 §7.2.2), as far as its caller gives it room and no further. The JDK
 * inflates with a window of 32 KiB, which reads every smaller one's.
 *
 * <p>A block with BFINAL ends a DEFLATE stream, not the message (§7.2.3.4): what follows it is read as a new stream, with
 * no history before it.
 */
public final class MessageInflater {
    /** What the sender left away. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    /** And a final empty block, which shows that the message did not end inside of another. */
    private static final byte[] TAIL_AND_END = {0, 0, (byte) 0xFF, (byte) 0xFF, 3, 0};

    private final CompressionMemory memory;
    private final boolean keepsContext;
    private @Nullable Inflater inflater; // during a message, or from the first one on
    private ByteBuffer input = ByteBuffer.allocate(0);
    private boolean begun; // any byte of this message has come
    private boolean last;
    private boolean tailTaken;

    public MessageInflater(CompressionMemory memory, Agreement agreement) {
        this.memory = memory;
        this.keepsContext = agreement.keepsReceived();
    }

    /**
     * The next piece of a message, to be used up by {@link #inflate} before the one after it.
     *
     * @param piece from position to limit, and its position will move
     * @param last whether the message ends with it
     */
    public void input(ByteBuffer piece, boolean last) {
        this.last = last;
        tailTaken = false;
        begun |= piece.hasRemaining();
        if (begun) {
            feed(piece);
        }
    }

    /** Makes the rest of the input its own: the caller's buffer is about to be used for something else. */
    public void keepInput() {
        if (!tailTaken && input.hasRemaining()) {
            feed(ByteBuffer.allocate(input.remaining()).put(input).flip());
        }
    }

    /**
     * Inflates until the input is used up or the room is.
     *
     * @return whether the input is used up, and with the message's last piece the message whole; otherwise there may be more
     * @throws ProtocolViolation 1007 when the data is no DEFLATE data
     */
    public boolean inflate(ByteBuffer room) throws ProtocolViolation {
        if (!begun) {
            return true; // no byte at all, not even an empty block: then nothing is meant
        }
        try {
            while (room.hasRemaining()) {
                if (advance(room)) {
                    if (last) {
                        ended();
                    }
                    return true;
                }
            }
            return false;
        } catch (DataFormatException e) {
            throw corrupt();
        }
    }

    /** Whether there is nothing more to be had from this input. */
    private boolean advance(ByteBuffer room) throws DataFormatException, ProtocolViolation {
        Inflater stream = stream();
        int before = room.position();
        stream.inflate(room);
        if (tailTaken && room.position() > before) {
            throw corrupt(); // the tail was taken for data
        }
        if (!room.hasRemaining()) {
            return false;
        }
        if (stream.finished()) {
            if (stream.getRemaining() == 0) {
                return true;
            }
            if (tailTaken) {
                throw corrupt();
            }
            feed(input);
            return false;
        }
        if (!stream.needsInput()) {
            throw corrupt(); // it asks for a dictionary, which raw DEFLATE does not know
        }
        if (tailTaken && !keepsContext) {
            throw corrupt(); // the final block was not seen as one
        }
        if (!last || tailTaken) {
            return true;
        }
        tailTaken = true;
        stream.setInput(keepsContext ? TAIL : TAIL_AND_END);
        return false;
    }

    private void feed(ByteBuffer bytes) {
        Inflater stream = stream();
        if (stream.finished() && bytes.hasRemaining()) {
            stream.reset();
        }
        input = bytes;
        stream.setInput(bytes);
    }

    private Inflater stream() {
        Inflater made = inflater;
        if (made == null) {
            made = memory.lendInflater();
            inflater = made;
        }
        return made;
    }

    private void ended() {
        begun = false;
        if (!keepsContext) {
            release();
        }
    }

    /** Empty room to inflate into; good until it is asked for again, by any connection of the same owner. */
    public ByteBuffer room() {
        return memory.inflated();
    }

    /** Nothing more is received, or wanted. */
    public void release() {
        Inflater held = inflater;
        if (held != null) {
            inflater = null;
            memory.takeBack(held);
        }
    }

    private static ProtocolViolation corrupt() {
        return ProtocolViolation.invalidPayload("a compressed message that cannot be decompressed");
    }
}

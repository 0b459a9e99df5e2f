package dev.linnet.websocket.frame;

import java.nio.ByteBuffer;

/**
 * Takes frames apart, split anywhere (RFC 6455 §5.2), and holds to the rules that a header alone can break: reserved bits
 * and opcodes, masks, lengths, the order of fragments. Payloads are unmasked where they lie and handed out in parts as
 * they come; nothing is kept or copied here.
 */
public final class FrameDecoder {
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int RESERVED = 0x70;

    /** What the next byte is. */
    private enum Stage {
        FLAGS,
        LENGTH,
        EXTENDED_LENGTH,
        MASK,
        PAYLOAD
    }

    private final boolean masked;
    private final byte permittedReserved;

    private Stage stage = Stage.FLAGS;
    private Opcode opcode = Opcode.CONTINUATION;
    private byte flags;
    private byte missing; // bytes still to come of the extended length or the mask
    private boolean wide;
    private boolean fragmented; // inside a fragmented message
    private boolean begins;
    private int mask;
    private long length;
    private long remaining;
    private int from;
    private int to;

    /**
     * @param masked whether the peer is a client, which must mask (RFC 6455 §5.1)
     * @param compression whether an extension was agreed that gives RSV1 a meaning
     */
    public FrameDecoder(boolean masked, boolean compression) {
        this.masked = masked;
        this.permittedReserved = compression ? (byte) RSV1 : 0;
    }

    /**
     * Takes bytes up to the end of a frame, or all of them. A frame's first part comes as soon as its header is whole,
     * even if it is empty, so that a limit on {@link #length} bites before the payload comes.
     *
     * @param in writable; its position moves behind what was taken
     * @return whether there is a part of a frame to look at
     */
    public boolean next(ByteBuffer in) throws ProtocolViolation {
        begins = false;
        if (stage != Stage.PAYLOAD) {
            if (!readHeader(in)) {
                return false;
            }
            begins = true;
            remaining = length;
        } else if (!in.hasRemaining()) {
            return false;
        }
        from = in.position();
        to = from + (int) Math.min(remaining, in.remaining());
        if (masked) {
            mask = Masking.apply(in, from, to, mask);
        }
        in.position(to);
        remaining -= to - from;
        if (remaining == 0) {
            stage = Stage.FLAGS;
        }
        return true;
    }

    public Opcode opcode() {
        return opcode;
    }

    /** Whether this frame is its message's last. */
    public boolean fin() {
        return (flags & FIN) != 0;
    }

    /** Whether this frame begins a compressed message (RFC 7692 §6). */
    public boolean compressed() {
        return (flags & RSV1) != 0;
    }

    /** Whether this part is its frame's first. */
    public boolean begins() {
        return begins;
    }

    /** Whether this part is its frame's last. */
    public boolean ends() {
        return remaining == 0;
    }

    /** The whole frame's payload length. */
    public long length() {
        return length;
    }

    /** Where this part's payload starts in the buffer. */
    public int from() {
        return from;
    }

    /** Where this part's payload ends in the buffer. */
    public int to() {
        return to;
    }

    private boolean readHeader(ByteBuffer in) throws ProtocolViolation {
        while (in.hasRemaining()) {
            switch (stage) {
                case FLAGS -> flags(in.get());
                case LENGTH -> length(in.get());
                case EXTENDED_LENGTH -> extendedLength(in.get() & 0xFF);
                case MASK -> mask(in);
                case PAYLOAD -> throw new AssertionError("a payload is no header");
            }
            if (stage == Stage.PAYLOAD) {
                return true;
            }
        }
        return false;
    }

    private void flags(byte first) throws ProtocolViolation {
        Opcode read = Opcode.of(first & 0xF);
        if (read == null) {
            throw ProtocolViolation.protocolError("reserved opcode " + (first & 0xF));
        }
        boolean fin = (first & FIN) != 0;
        // RFC 6455 §5.2: reserved bits must be 0 unless an extension says what they mean; RFC 7692 §6 gives RSV1 of a
        // message's first frame a meaning, and no other.
        boolean firstOfMessage = read == Opcode.TEXT || read == Opcode.BINARY;
        if ((first & RESERVED & ~(firstOfMessage ? permittedReserved : 0)) != 0) {
            throw ProtocolViolation.protocolError("reserved bits are set");
        }
        if (read.isControl()) {
            if (!fin) {
                throw ProtocolViolation.protocolError("a fragmented control frame");
            }
        } else {
            // RFC 6455 §5.4: fragments of two messages are never interleaved.
            if (firstOfMessage == fragmented) {
                throw ProtocolViolation.protocolError(
                        fragmented ? "a new message inside a fragmented one" : "a continuation of nothing");
            }
            fragmented = !fin;
        }
        opcode = read;
        flags = first;
        stage = Stage.LENGTH;
    }

    private void length(byte second) throws ProtocolViolation {
        if ((second & 0x80) != 0 != masked) {
            throw ProtocolViolation.protocolError(masked ? "an unmasked frame" : "a masked frame");
        }
        int code = second & 0x7F;
        if (opcode.isControl() && code > 125) {
            throw ProtocolViolation.protocolError("a control frame of more than 125 bytes");
        }
        if (code <= 125) {
            length = code;
            headerGoesOn();
        } else {
            length = 0;
            wide = code == 127;
            missing = (byte) (wide ? Long.BYTES : Short.BYTES);
            stage = Stage.EXTENDED_LENGTH;
        }
    }

    private void extendedLength(int next) throws ProtocolViolation {
        length = length << 8 | next;
        if (--missing > 0) {
            return;
        }
        if (length < 0) {
            throw ProtocolViolation.protocolError("a frame length with its highest bit set");
        }
        // RFC 6455 §5.2: the minimal number of bytes must be used.
        if (length <= (wide ? 0xFFFF : 125)) {
            throw ProtocolViolation.protocolError("a frame length that is not in its shortest form");
        }
        headerGoesOn();
    }

    private void headerGoesOn() {
        missing = Integer.BYTES;
        stage = masked ? Stage.MASK : Stage.PAYLOAD;
    }

    private void mask(ByteBuffer in) {
        if (missing == Integer.BYTES && in.remaining() >= Integer.BYTES) {
            mask = in.getInt();
            missing = 0;
        } else {
            mask = mask << 8 | (in.get() & 0xFF);
            missing--;
        }
        if (missing == 0) {
            stage = Stage.PAYLOAD;
        }
    }
}

package dev.linnet.hub.history.piece;

/** Reads what {@link ByteSink} wrote. */
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    int take() throws MalformedPieceException {
        if (at >= bytes.length) {
            throw new MalformedPieceException("it ends too early");
        }
        return bytes[at++] & 0xFF;
    }

    /** Where the next {@code count} bytes begin; they count as read. */
    int skip(int count) throws MalformedPieceException {
        if (count < 0 || count > left()) {
            throw new MalformedPieceException("it ends too early");
        }
        int from = at;
        at += count;
        return from;
    }

    long varint() throws MalformedPieceException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = take();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedPieceException("a number does not end");
    }

    long zigzag() throws MalformedPieceException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things of which each takes at least a bit. */
    int count() throws MalformedPieceException {
        long count = varint();
        if (count < 0 || count > 8L * left()) {
            throw new MalformedPieceException("it cannot hold " + Long.toUnsignedString(count) + " of anything");
        }
        return (int) count;
    }

    int left() {
        return bytes.length - at;
    }
}

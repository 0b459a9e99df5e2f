package dev.linnet.hub.history.piece;

import dev.linnet.protocol.Value;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Turns {@link Samples} into a blob and back. Holds native memory until closed. One thread at a time.
 *
 * <pre>
 *   version    1 byte    1
 *   form       1 byte    0: the body follows as it is, 1: compressed with DEFLATE (RFC 1951)
 *   checksum   4 bytes   CRC-32C of the body, the highest byte first
 *   length     varint    of the body
 *   body
 *     count    varint    of readings, at least 1
 *     times    zigzag    the first time in microseconds since 1970; the difference of the second from it; then how much each
 *                        difference differs from the one before
 *     rows     zigzag    of each reading that has the same time as a neighbour, the difference of its row from the last one
 *                        written here, or from 0
 *     kinds    1 byte    0: all are numbers, 1: booleans, 2: texts; 3: mixed, and one such byte for each follows
 *     numbers  1 byte    if there are any: 0–9, how often they are multiplied by ten to be whole, and then the difference of each
 *                        from the one before, or from 0, as zigzag; or 255: for each the count of leading (high four bits) and
 *                        trailing bytes in which its 64 bits equal those of the one before, or 0, then for each the bytes between
 *     booleans bits      eight a byte, the lowest first
 *     texts              for each a varint, its length, and as many bytes of UTF-8
 * </pre>
 *
 * Readings are in order of time, and of arrival where times are equal. The row of a reading is written only where two have the
 * same time: elsewhere the time alone tells them apart.
 */
public final class PieceCodec implements AutoCloseable {
    private static final int VERSION = 1;
    private static final int PLAIN = 0;
    private static final int DEFLATED = 1;
    private static final int CHECKSUM_AT = 2;
    private static final int LENGTH_AT = 6;
    private static final int MAX_BODY = 256 << 20;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /** Encodes at least one reading; the order of arguments of equal time is that of their rows. */
    public byte[] encode(Samples unsorted) {
        Samples samples = unsorted.sorted();
        ByteSink sink = new ByteSink();
        sink.varint(samples.size());
        writeTimes(samples, sink);
        writeRows(samples, sink);
        Values.write(samples, sink);
        byte[] body = sink.toBytes();
        byte[] compressed = deflate(body);
        boolean smaller = compressed.length < body.length;
        ByteSink piece = new ByteSink();
        piece.put(VERSION);
        piece.put(smaller ? DEFLATED : PLAIN);
        int checksum = checksum(body);
        for (int shift = 24; shift >= 0; shift -= 8) {
            piece.put(checksum >>> shift);
        }
        piece.varint(body.length);
        piece.put(smaller ? compressed : body);
        return piece.toBytes();
    }

    /**
     * Decodes a piece.
     *
     * @param row the row of readings whose own was not written
     */
    public Samples decode(byte[] piece, long row) throws MalformedPieceException {
        byte[] body = body(piece);
        ByteSource source = new ByteSource(body, 0);
        int size = source.count();
        if (size == 0) {
            throw new MalformedPieceException("it is empty");
        }
        long[] times = readTimes(size, source);
        long[] rows = readRows(times, row, source);
        Value[] values = Values.read(size, body, source);
        if (source.left() > 0) {
            throw new MalformedPieceException("more follows it");
        }
        Samples samples = new Samples(size);
        for (int i = 0; i < size; i++) {
            samples.add(times[i], rows[i], values[i]);
        }
        return samples;
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }

    private static void writeTimes(Samples samples, ByteSink sink) {
        long time = 0;
        long step = 0;
        for (int i = 0; i < samples.size(); i++) {
            long next = samples.time(i) - time;
            sink.zigzag(next - step);
            step = i == 0 ? 0 : next;
            time = samples.time(i);
        }
    }

    private static long[] readTimes(int size, ByteSource source) throws MalformedPieceException {
        long[] times = new long[size];
        long time = 0;
        long step = 0;
        for (int i = 0; i < size; i++) {
            long next = source.zigzag() + step;
            time += next;
            step = i == 0 ? 0 : next;
            times[i] = time;
        }
        return times;
    }

    private static void writeRows(Samples samples, ByteSink sink) {
        long before = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (samples.tied(i)) {
                sink.zigzag(samples.row(i) - before);
                before = samples.row(i);
            }
        }
    }

    private static long[] readRows(long[] times, long usual, ByteSource source) throws MalformedPieceException {
        long[] rows = new long[times.length];
        long before = 0;
        for (int i = 0; i < times.length; i++) {
            boolean tied = (i > 0 && times[i] == times[i - 1]) || (i + 1 < times.length && times[i] == times[i + 1]);
            if (tied) {
                before += source.zigzag();
            }
            rows[i] = tied ? before : usual;
        }
        return rows;
    }

    private byte[] deflate(byte[] body) {
        deflater.reset();
        deflater.setInput(body);
        deflater.finish();
        byte[] compressed = new byte[body.length]; // what does not fit is not smaller, so it is not used
        int length = deflater.deflate(compressed);
        return deflater.finished() ? Arrays.copyOf(compressed, length) : body;
    }

    private byte[] body(byte[] piece) throws MalformedPieceException {
        if (piece.length < LENGTH_AT) {
            throw new MalformedPieceException("it ends too early");
        }
        if (piece[0] != VERSION) {
            throw new MalformedPieceException("it has version " + piece[0] + ", this Linnet knows " + VERSION);
        }
        ByteSource source = new ByteSource(piece, LENGTH_AT);
        long length = source.varint();
        if (length < 0 || length > MAX_BODY) {
            throw new MalformedPieceException("it says that it has " + Long.toUnsignedString(length) + " bytes");
        }
        byte[] body;
        int from = piece.length - source.left();
        if (piece[1] == DEFLATED) {
            body = inflate(piece, from, (int) length);
        } else if (piece[1] == PLAIN && source.left() == length) {
            body = Arrays.copyOfRange(piece, from, piece.length);
        } else {
            throw new MalformedPieceException("its form is unknown");
        }
        int expected = 0;
        for (int i = CHECKSUM_AT; i < LENGTH_AT; i++) {
            expected = (expected << 8) | (piece[i] & 0xFF);
        }
        if (checksum(body) != expected) {
            throw new MalformedPieceException("its checksum does not fit");
        }
        return body;
    }

    private byte[] inflate(byte[] piece, int from, int length) throws MalformedPieceException {
        // DEFLATE makes at most 1032 bytes of one: so a wrong length costs no memory that the piece does not justify.
        if (length > 1032L * (piece.length - from)) {
            throw new MalformedPieceException("it says that it has " + length + " bytes");
        }
        inflater.reset();
        inflater.setInput(piece, from, piece.length - from);
        byte[] body = new byte[length];
        try {
            int inflated = 0;
            while (inflated < length) {
                int more = inflater.inflate(body, inflated, length - inflated);
                if (more == 0) {
                    throw new MalformedPieceException("it ends too early");
                }
                inflated += more;
            }
        } catch (DataFormatException e) {
            throw new MalformedPieceException("it cannot be decompressed", e);
        }
        return body;
    }

    private static int checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }
}

package dev.linnet.agent.spool;

import dev.linnet.protocol.Value;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A segment's bytes, big-endian. Each record is its length (4 bytes), a CRC-32C of length and payload (4), and the payload: a kind
 * and its fields. Texts are UTF-8 behind a two-byte length.
 *
 * <pre>
 * 1 header   version (1), machine
 * 2 clock    nanoTime (8), wall time in microseconds since 1970 (8)
 * 3 reading  sequence (8), nanoTime (8), channel, then 'n' and a double, 'b' and a byte, or 't' and a text
 * </pre>
 */
final class SegmentFormat {
    static final int VERSION = 1;

    /** No record is longer: a text value of 1,024 characters takes at most 3,072 bytes. */
    static final int MAX_RECORD = 4096;

    static final int FRAME = 8;

    private static final byte HEADER = 1;
    private static final byte CLOCK = 2;
    private static final byte READING = 3;

    private SegmentFormat() {}

    /** Puts one record at the buffer's position; it needs {@link #MAX_RECORD} bytes of room. */
    static void put(SegmentRecord record, ByteBuffer to) {
        int start = to.position();
        to.position(start + FRAME);
        if (record instanceof SegmentRecord.Entry(SpooledReading reading)) {
            putReading(reading, to);
        } else if (record instanceof SegmentRecord.Clock(long nanoTime, Instant wall)) {
            to.put(CLOCK).putLong(nanoTime).putLong(wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000);
        } else {
            to.put(HEADER).put((byte) VERSION);
            putText(((SegmentRecord.Header) record).machine(), to);
        }
        to.putInt(start, to.position() - start - FRAME);
        to.putInt(start + 4, checksum(to, start, to.position() - start - FRAME));
    }

    private static void putReading(SpooledReading reading, ByteBuffer to) {
        to.put(READING).putLong(reading.sequence()).putLong(reading.nanoTime());
        putText(reading.channel(), to);
        Value value = reading.value();
        if (value instanceof Value.Numeric(double number)) {
            to.put((byte) 'n').putDouble(number);
        } else if (value instanceof Value.Bool(boolean on)) {
            to.put((byte) 'b').put((byte) (on ? 1 : 0));
        } else {
            putText(((Value.Text) value).value(), to.put((byte) 't'));
        }
    }

    private static void putText(String text, ByteBuffer to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.putShort((short) bytes.length).put(bytes);
    }

    private static int checksum(ByteBuffer buffer, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(start, 4));
        crc.update(buffer.slice(start + FRAME, length));
        return (int) crc.getValue();
    }

    /**
     * What could be read of a segment.
     *
     * @param header null when it is damaged
     * @param clock the newest; null when there is none
     * @param readings in order of their numbers, with holes where records are damaged
     * @param end where the last good record ends; behind it is a torn tail
     * @param damaged bytes before {@code end} that are no good record
     */
    record Contents(
            SegmentRecord.@Nullable Header header,
            SegmentRecord.@Nullable Clock clock,
            List<SpooledReading> readings,
            int end,
            int damaged) {}

    /** Reads every good record; a damaged one costs itself and no other. */
    static Contents read(ByteBuffer file) {
        SegmentRecord.Header header = null;
        SegmentRecord.Clock clock = null;
        List<SpooledReading> readings = new ArrayList<>();
        Map<String, String> channels = new HashMap<>();
        long last = 0;
        int end = 0;
        int good = 0;
        for (int at = 0; at < file.limit(); ) {
            SegmentRecord record = recordAt(file, at);
            if (record == null) {
                at++;
                continue;
            }
            if (record instanceof SegmentRecord.Header found) {
                header = found;
            } else if (record instanceof SegmentRecord.Clock found) {
                clock = found;
            } else if (record instanceof SegmentRecord.Entry(SpooledReading reading) && reading.sequence() > last) {
                last = reading.sequence();
                readings.add(reading.in(channels.computeIfAbsent(reading.channel(), name -> name)));
            }
            int length = FRAME + file.getInt(at);
            good += length;
            at += length;
            end = at;
        }
        return new Contents(header, clock, readings, end, end - good);
    }

    private static @Nullable SegmentRecord recordAt(ByteBuffer file, int at) {
        int room = file.limit() - at - FRAME;
        int length = room < 1 ? 0 : file.getInt(at);
        if (length < 1 || length > Math.min(room, MAX_RECORD) || file.getInt(at + 4) != checksum(file, at, length)) {
            return null;
        }
        ByteBuffer payload = file.slice(at + FRAME, length);
        try {
            return switch (payload.get()) {
                case HEADER -> payload.get() == VERSION ? new SegmentRecord.Header(text(payload)) : null;
                case CLOCK -> new SegmentRecord.Clock(payload.getLong(), instant(payload.getLong()));
                case READING ->
                    new SegmentRecord.Entry(
                            new SpooledReading(payload.getLong(), payload.getLong(), text(payload), value(payload)));
                default -> null;
            };
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return null; // a checksum that fits by chance, or a later version's record
        }
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    private static Value value(ByteBuffer from) {
        return switch (from.get()) {
            case 'n' -> Value.of(from.getDouble());
            case 'b' -> Value.of(from.get() != 0);
            case 't' -> Value.of(text(from));
            default -> throw new IllegalArgumentException("an unknown kind of value");
        };
    }

    private static String text(ByteBuffer from) {
        byte[] bytes = new byte[Math.min(from.getShort() & 0xffff, from.remaining())];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

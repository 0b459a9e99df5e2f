package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentFormatTest {
    private static final SegmentRecord.Header HEADER = new SegmentRecord.Header("machine-1");
    private static final SegmentRecord.Clock CLOCK =
            new SegmentRecord.Clock(-77, Instant.parse("2026-03-01T12:00:00.123456Z"));
    private static final List<SpooledReading> READINGS = List.of(
            new SpooledReading(3, "climate-temperature", -5, Value.of(21.5)),
            new SpooledReading(4, "door", 6, Value.of(true)),
            new SpooledReading(5, "door", 7, Value.of(false)),
            new SpooledReading(6, "mode", 8, Value.of("Wärme ☀ 🌞")),
            new SpooledReading(7, "mode", 9, Value.of("")),
            new SpooledReading(9, "t", Long.MAX_VALUE, Value.of(-0.0)));

    /** Where each reading's record ends. */
    private final List<Integer> ends = new ArrayList<>();

    private byte[] segment() {
        ByteBuffer buffer = ByteBuffer.allocate(2 * SegmentFormat.MAX_RECORD);
        SegmentFormat.put(HEADER, buffer);
        SegmentFormat.put(CLOCK, buffer);
        for (SpooledReading reading : READINGS) {
            SegmentFormat.put(new SegmentRecord.Entry(reading), buffer);
            ends.add(buffer.position());
        }
        byte[] bytes = new byte[buffer.flip().limit()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void whatIsWrittenIsRead() {
        byte[] bytes = segment();
        assertThat(SegmentFormat.read(ByteBuffer.wrap(bytes)))
                .isEqualTo(new SegmentFormat.Contents(HEADER, CLOCK, READINGS, bytes.length, 0));
    }

    @Test
    void theLongestReadingHasRoom() {
        ByteBuffer buffer = ByteBuffer.allocate(SegmentFormat.MAX_RECORD);
        SpooledReading longest = new SpooledReading(1, "c".repeat(63), 1, Value.of("☀".repeat(1024)));
        SegmentFormat.put(new SegmentRecord.Entry(longest), buffer);
        assertThat(SegmentFormat.read(buffer.flip()).readings()).containsExactly(longest);
    }

    @Test
    void cutAnywhereTheReadingsBeforeTheCutAreThere() {
        byte[] bytes = segment();
        for (int cut = 0; cut < bytes.length; cut++) {
            SegmentFormat.Contents contents = SegmentFormat.read(ByteBuffer.wrap(bytes, 0, cut));
            int length = cut;
            long whole = ends.stream().filter(end -> end <= length).count();
            assertThat(contents.readings()).as("cut at %d", cut).isEqualTo(READINGS.subList(0, (int) whole));
            assertThat(contents.end()).isLessThanOrEqualTo(cut);
        }
    }

    @Test
    void aDamagedByteAnywhereCostsOneRecordAndInventsNothing() {
        byte[] bytes = segment();
        Random random = new Random(1);
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            SegmentFormat.Contents contents = SegmentFormat.read(ByteBuffer.wrap(damaged));
            assertThat(READINGS).as("damage at %d", at).containsAll(contents.readings());
            assertThat(contents.readings()).hasSizeGreaterThanOrEqualTo(READINGS.size() - 1);
        }
    }

    @Test
    void zerosAfterAPowerCutAndNoiseAreNoReadings() {
        byte[] bytes = segment();
        ByteBuffer padded = ByteBuffer.allocate(bytes.length + 5_000).put(bytes).rewind();
        SegmentFormat.Contents contents = SegmentFormat.read(padded);
        assertThat(contents.readings()).isEqualTo(READINGS);
        assertThat(contents.end()).isEqualTo(bytes.length);
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        assertThat(SegmentFormat.read(ByteBuffer.wrap(noise)).readings()).isEmpty();
    }
}

package dev.linnet.agent.spool;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of the log, as far as it is good.
 *
 * @param file its name is {@code NUMBER.STREAM.segment}; files of the log are numbered in the order of their making
 * @param number of the file
 * @param stream all its readings are of this stream
 * @param machine the run of the machine that the stream was in; empty when unknown
 * @param clock the newest in it
 * @param first number of its oldest reading
 * @param last number of its newest reading
 * @param firstNanoTime time of its oldest reading
 * @param lastNanoTime time of its newest reading
 * @param readings how many
 * @param bytes length of the file
 */
record Segment(
        Path file,
        long number,
        String stream,
        String machine,
        SegmentRecord.@Nullable Clock clock,
        long first,
        long last,
        long firstNanoTime,
        long lastNanoTime,
        long readings,
        long bytes) {
    static final String SUFFIX = ".segment";

    private static final String TWELVE_DIGITS = "000000000000";

    static Path file(Path directory, long number, String stream) {
        return directory.resolve(
                TWELVE_DIGITS.substring(Long.toString(number).length()) + number + "." + stream + SUFFIX);
    }

    /** Whether both were written by the same run of the machine, or are of one stream at least. */
    boolean sharesClockWith(Segment other) {
        return stream.equals(other.stream) || (!machine.isEmpty() && machine.equals(other.machine));
    }

    /** How many of its readings have numbers above {@code after} and up to {@code until}, at most; some may be damaged. */
    long count(long after, long until) {
        return Math.clamp(Math.min(last, until) - Math.max(after, first - 1), 0, readings);
    }

    Segment grown(
            long length, SegmentRecord.@Nullable Clock newest, SpooledReading from, SpooledReading to, int count) {
        return new Segment(
                file,
                number,
                stream,
                machine,
                newest == null ? clock : newest,
                readings == 0 ? from.sequence() : first,
                to.sequence(),
                readings == 0 ? from.nanoTime() : firstNanoTime,
                to.nanoTime(),
                readings + count,
                length);
    }
}

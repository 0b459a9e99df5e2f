package dev.linnet.agent.spool;

import dev.linnet.agent.host.Timeline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the segments hold, oldest first. Immutable. */
record SegmentIndex(List<Segment> segments) {
    /** About what a reading takes before there is one to measure. */
    private static final long TYPICAL_BYTES = 60;

    static final SegmentIndex EMPTY = new SegmentIndex(List.of());

    SegmentIndex {
        segments = List.copyOf(segments);
    }

    List<String> streams() {
        return segments.stream().map(Segment::stream).distinct().toList();
    }

    long bytes() {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.bytes();
        }
        return bytes;
    }

    /** What so many more readings will take, by what the present ones do. */
    long bytes(long more) {
        long readings = segments.stream().mapToLong(Segment::readings).sum();
        return readings == 0 ? more * TYPICAL_BYTES : more * bytes() / readings;
    }

    /** Where the readings that follow {@code after} begin; null when there are none. */
    @Nullable
    Segment find(String stream, long after) {
        for (Segment segment : segments) {
            if (segment.last() > after && segment.stream().equals(stream)) {
                return segment;
            }
        }
        return null;
    }

    /** How many readings of a stream have numbers above {@code after} and up to {@code until}. */
    long count(String stream, long after, long until) {
        long count = 0;
        for (Segment segment : segments) {
            if (segment.stream().equals(stream)) {
                count += segment.count(after, until);
            }
        }
        return count;
    }

    /** The lowest number of a stream; {@link Long#MAX_VALUE} when there is none. */
    long first(String stream) {
        Segment segment = find(stream, 0);
        return segment == null ? Long.MAX_VALUE : segment.first();
    }

    /** Whether that stream's monotonic clock is the one that counts now. */
    boolean sameClock(String stream, String machine) {
        Segment segment = find(stream, 0);
        return segment == null || (!machine.isEmpty() && segment.machine().equals(machine));
    }

    /**
     * When that stream's monotonic clock stood at zero, by a wall clock that had been set; null when none ever had. What a later
     * stream of the same run of the machine knew counts too, and is the newer knowledge.
     */
    @Nullable
    Instant zero(String stream) {
        Segment own = find(stream, 0);
        Instant zero = null;
        for (Segment segment : segments) {
            SegmentRecord.Clock clock = segment.clock();
            if (clock != null
                    && own != null
                    && segment.sharesClockWith(own)
                    && !clock.wall().isBefore(Timeline.PLAUSIBLE)) {
                zero = clock.zero();
            }
        }
        return zero;
    }

    /** The time of the newest reading on that stream's monotonic clock. */
    long newest(String stream) {
        Segment own = find(stream, 0);
        return segments.stream()
                .filter(segment -> own != null && segment.sharesClockWith(own))
                .mapToLong(Segment::lastNanoTime)
                .max()
                .orElse(0);
    }
}

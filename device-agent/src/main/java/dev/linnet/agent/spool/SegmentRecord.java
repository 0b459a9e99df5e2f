package dev.linnet.agent.spool;

import java.time.Instant;

/** What stands in a segment. */
sealed interface SegmentRecord {
    /** Stands first: {@code machine} names the run of the machine, which is how long its monotonic clock counts on. */
    record Header(String machine) implements SegmentRecord {}

    /** Where both clocks stood at one moment; the newest of a boot's holds for all its readings. */
    record Clock(long nanoTime, Instant wall) implements SegmentRecord {
        /** The wall time at which the monotonic clock stood at zero. */
        Instant zero() {
            return wall.minusNanos(nanoTime);
        }
    }

    /** A reading. */
    record Entry(SpooledReading reading) implements SegmentRecord {}
}

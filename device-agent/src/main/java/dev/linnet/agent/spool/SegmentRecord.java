package dev.linnet.agent.spool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands in a segment. */
sealed interface SegmentRecord {
    /** Stands first: {@code machine} names the run of the machine, which is how long its monotonic clock counts on. */
    record Header(String machine) implements SegmentRecord {}

    /** Where both clocks stood at one moment; the newest of a boot's holds for all its readings. */
    record Clock(long nanoTime, Instant wall) implements SegmentRecord {
        private static final Duration CLOSE = Duration.ofMillis(20);

        /** The wall time at which the monotonic clock stood at zero. */
        Instant zero() {
            return wall.minusNanos(nanoTime);
        }

        /** Whether it is the same clock, but for the noise of reading two one after the other. */
        boolean isCloseTo(Clock other) {
            Instant zero = zero();
            Instant others = other.zero();
            return !others.isBefore(zero.minus(CLOSE)) && !others.isAfter(zero.plus(CLOSE));
        }

        /** Written here: what Java makes for a record, it makes at run time, and in a small process that is memory. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Clock(long nanos, Instant time) && nanos == nanoTime && time.equals(wall);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(nanoTime);
        }
    }

    /** A reading. */
    record Entry(SpooledReading reading) implements SegmentRecord {}
}

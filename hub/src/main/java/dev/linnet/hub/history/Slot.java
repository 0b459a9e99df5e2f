package dev.linnet.hub.history;

import java.util.Comparator;

/**
 * The place of a roll-up, in the order of its table.
 *
 * @param start microseconds since 1970
 * @param channel the channel's row
 */
record Slot(long start, long channel) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparingLong(Slot::start).thenComparingLong(Slot::channel);

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}

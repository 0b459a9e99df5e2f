package dev.linnet.agent.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Readings with consecutive numbers, oldest first, reached by number; grows by doubling. Not safe for several threads. */
final class ReadingRing {
    private static final int MIN_SLOTS = 64;

    private @Nullable SpooledReading[] slots = new SpooledReading[MIN_SLOTS];
    private int head;
    private int size;
    private long first; // the number of the oldest reading, meaningless while there is none

    int size() {
        return size;
    }

    /** The number must follow the newest one's. */
    void add(SpooledReading reading) {
        if (size == 0) {
            first = reading.sequence();
        }
        assert reading.sequence() == first + size : "a hole before " + reading.sequence();
        if (size == slots.length) {
            resize(slots.length * 2);
        }
        slots[(head + size) % slots.length] = reading;
        size++;
    }

    /** The oldest, which is forgotten by this; there must be one. */
    SpooledReading removeFirst() {
        SpooledReading oldest = Objects.requireNonNull(slots[head]);
        slots[head] = null;
        head = (head + 1) % slots.length;
        size--;
        first++;
        if (slots.length > MIN_SLOTS && size < slots.length / 4) {
            resize(slots.length / 2);
        }
        return oldest;
    }

    /** The number of the oldest reading; one more than the newest's when there is none left. */
    long first() {
        return first;
    }

    /** At most {@code max} readings with numbers above {@code after}. */
    List<SpooledReading> following(long after, int max) {
        int from = Math.clamp(after + 1 - first, 0, size);
        int count = Math.min(max, size - from);
        List<SpooledReading> found = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            found.add(Objects.requireNonNull(slots[(head + i) % slots.length]));
        }
        return found;
    }

    private void resize(int length) {
        @Nullable SpooledReading[] larger = new SpooledReading[length];
        for (int i = 0; i < size; i++) {
            larger[i] = slots[(head + i) % slots.length];
        }
        slots = larger;
        head = 0;
    }
}

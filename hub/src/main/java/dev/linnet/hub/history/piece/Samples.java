package dev.linnet.hub.history.piece;

import dev.linnet.protocol.Value;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Readings of one channel, in columns that grow. One thread at a time. */
public final class Samples {
    private static final int FIRST_CAPACITY = 8;

    private int size;
    private long[] times;
    private long[] rows;
    private @Nullable Value[] values;

    public Samples() {
        this(FIRST_CAPACITY);
    }

    Samples(int capacity) {
        times = new long[capacity];
        rows = new long[capacity];
        values = new Value[capacity];
    }

    /**
     * Adds a reading.
     *
     * @param time microseconds since 1970
     * @param row its place in the order of arrival
     */
    public void add(long time, long row, Value value) {
        if (size == times.length) {
            int larger = size * 2;
            times = Arrays.copyOf(times, larger);
            rows = Arrays.copyOf(rows, larger);
            values = Arrays.copyOf(values, larger);
        }
        times[size] = time;
        rows[size] = row;
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public long time(int index) {
        return times[index];
    }

    public long row(int index) {
        return rows[index];
    }

    public Value value(int index) {
        return Objects.requireNonNull(values[index]);
    }

    /** Whether the reading shares its time with the one before or after it. */
    boolean tied(int index) {
        return (index > 0 && times[index] == times[index - 1])
                || (index + 1 < size && times[index] == times[index + 1]);
    }

    void row(int index, long row) {
        rows[index] = row;
    }

    /** These readings by time, and by arrival where times are equal. Mostly they are already. */
    public Samples sorted() {
        for (int i = 1; i < size; i++) {
            if (times[i] < times[i - 1] || (times[i] == times[i - 1] && rows[i] < rows[i - 1])) {
                return sort();
            }
        }
        return this;
    }

    private Samples sort() {
        Samples sorted = new Samples(size);
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> times[i]).thenComparingLong(i -> rows[i]))
                .forEach(i -> sorted.add(times[i], rows[i], value(i)));
        return sorted;
    }
}

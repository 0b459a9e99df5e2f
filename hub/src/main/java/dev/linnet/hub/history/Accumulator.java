package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers one {@link Bucket} from readings in any order. One thread. */
final class Accumulator {
    private long count;
    private long numbers;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long lastMicros;
    private long lastRow;
    private @Nullable Value last;

    void add(long micros, long row, Value value) {
        count++;
        switch (value) {
            case Value.Numeric numeric -> number(numeric.value());
            case Value.Bool bool -> number(bool.value() ? 1 : 0);
            case Value.Text text -> {}
        }
        if (last == null || micros > lastMicros || (micros == lastMicros && row > lastRow)) {
            lastMicros = micros;
            lastRow = row;
            last = value;
        }
    }

    Bucket bucket(Instant start) {
        Bucket.Span span = numbers == 0 ? null : new Bucket.Span(min, sum / numbers, max);
        return new Bucket(start, count, span, Objects.requireNonNull(last, "an empty bucket"));
    }

    private void number(double value) {
        numbers++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }
}

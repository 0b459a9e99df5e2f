package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers one {@link Bucket} from readings and roll-ups in any order. One thread. */
final class Accumulator {
    /** What {@link #add(ResultSet)} expects in a row, and {@link #bind} sets. */
    static final String COLUMNS = "count, numbers, sum, min, max, last_time, last_row, last";

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
        latest(micros, row, value);
    }

    void add(Accumulator other) {
        count += other.count;
        numbers += other.numbers;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        latest(other.lastMicros, other.lastRow, other.last());
    }

    /** Adds a roll-up: a row that begins with {@link #COLUMNS}. */
    void add(ResultSet row) throws SQLException {
        count += row.getLong(1);
        long more = row.getLong(2);
        if (more > 0) {
            numbers += more;
            sum += row.getDouble(3);
            min = Math.min(min, row.getDouble(4));
            max = Math.max(max, row.getDouble(5));
        }
        latest(row.getLong(6), row.getLong(7), StoredValue.read(row, 8));
    }

    /** Sets {@link #COLUMNS}, from that parameter on. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, count);
        statement.setLong(first + 1, numbers);
        if (numbers == 0) {
            statement.setNull(first + 2, Types.REAL);
            statement.setNull(first + 3, Types.REAL);
            statement.setNull(first + 4, Types.REAL);
        } else {
            statement.setDouble(first + 2, sum);
            statement.setDouble(first + 3, min);
            statement.setDouble(first + 4, max);
        }
        statement.setLong(first + 5, lastMicros);
        statement.setLong(first + 6, lastRow);
        StoredValue.bind(statement, first + 7, last());
    }

    Bucket bucket(Instant start) {
        Bucket.Span span = numbers == 0 ? null : new Bucket.Span(min, sum / numbers, max);
        return new Bucket(start, count, span, last());
    }

    private Value last() {
        return Objects.requireNonNull(last, "an empty bucket");
    }

    private void latest(long micros, long row, Value value) {
        if (last == null || micros > lastMicros || (micros == lastMicros && row > lastRow)) {
            lastMicros = micros;
            lastRow = row;
            last = value;
        }
    }

    private void number(double value) {
        numbers++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }
}

package dev.linnet.hub.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts upwards, from any thread, without contention. */
public final class Counter {
    private final LongAdder sum = new LongAdder();

    public void increment() {
        sum.increment();
    }

    public void add(long amount) {
        sum.add(amount);
    }

    public long value() {
        return sum.sum();
    }
}

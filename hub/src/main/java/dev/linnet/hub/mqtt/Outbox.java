package dev.linnet.hub.mqtt;

import dev.linnet.protocol.Reading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What waits for the broker, bounded whatever the broker does. Event loops put in, the session's thread takes out; the lock
 * is held for moves within memory only.
 *
 * <ul>
 *   <li>States coalesce: of each topic only the newest waits, so there are never more than there are topics.
 *   <li>Telemetry of a device that waits is told together, and waits for that; it is bounded in readings; when full, the
 *       oldest go first, counted.
 *   <li>Results are bounded in number; when full, the oldest go first, counted.
 * </ul>
 */
final class Outbox {
    /**
     * Bounds.
     *
     * @param results the most results that wait
     * @param readings the most readings that wait in telemetry
     * @param telemetryEvery how long readings wait to be told together, unless a quarter of the most wait or after a quiet
     *     while: each message of telemetry costs an acknowledgement
     */
    record Limits(int results, int readings, Duration telemetryEvery) {
        static final Limits DEFAULT = new Limits(1_000, 10_000, Duration.ofMillis(200));
    }

    private final Limits limits;
    private final BridgeCounters counters;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below: under the lock.
    private final Deque<Publication> results = new ArrayDeque<>();
    private final Map<String, Publication> states = new LinkedHashMap<>();
    private final Deque<TelemetryPack> telemetry = new ArrayDeque<>();
    private final Map<String, TelemetryPack> open = new HashMap<>(); // of each topic the pack that takes more in
    private int waitingReadings;
    private long telemetryDue; // when, in nanoseconds, what waits there is to be told
    private boolean woken;
    private int wanted = 1; // how many must wait before the session's thread is woken

    Outbox(Limits limits, BridgeCounters counters, LongSupplier nanoTime) {
        this.limits = limits;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.telemetryDue = nanoTime.getAsLong();
    }

    /** Puts states in, each in the place of an older one of its topic. */
    void states(List<Publication> publications) {
        locked(() -> {
            for (Publication state : publications) {
                if (states.put(state.topic(), state) != null) {
                    counters.coalesced.increment();
                }
            }
        });
    }

    /** Puts states in that are older than anything waiting: a topic that already has one keeps it. */
    void restate(List<Publication> publications) {
        locked(() -> publications.forEach(state -> states.putIfAbsent(state.topic(), state)));
    }

    void result(Publication publication) {
        locked(() -> {
            results.addLast(publication);
            dropExcessResults();
        });
    }

    /** Puts readings in, to what waits on that topic where there is room; the encoder gets all that are told together. */
    void telemetry(String topic, List<Reading> readings, Function<List<Reading>, byte[]> encoder) {
        locked(() -> {
            if (telemetry.isEmpty()) {
                changed.signal(); // who waits has to learn when this is due
            }
            TelemetryPack waiting = open.get(topic);
            if (waiting == null || !waiting.join(readings)) {
                TelemetryPack pack = new TelemetryPack(topic, readings, encoder);
                telemetry.addLast(pack);
                open.put(topic, pack);
            }
            waitingReadings += readings.size();
            dropExcessReadings();
        });
    }

    /** Readings that wait in telemetry. */
    int waitingReadings() {
        lock.lock();
        try {
            return waitingReadings;
        } finally {
            lock.unlock();
        }
    }

    /** States that wait. */
    int waitingStates() {
        lock.lock();
        try {
            return states.size();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a {@link #take} that waits, or the next one, return with what there is. */
    void wake() {
        locked(() -> woken = true);
    }

    /**
     * Lets things gather: waits until that many wait, a result does, {@link #wake} is called, or that time has passed. Until
     * then what is put in wakes nobody.
     */
    void gather(int most, Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wanted = most;
            long left = time.toNanos();
            while (left > 0 && !isDue()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            wanted = 1;
            lock.unlock();
        }
    }

    /**
     * Waits until something is due, and takes at most {@code most}: results, then states, then telemetry if it is due or
     * {@link #wake} was called.
     */
    Batch take(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isDue()) {
                if (telemetry.isEmpty()) {
                    changed.await();
                } else {
                    changed.awaitNanos(telemetryDue - nanoTime.getAsLong());
                }
            }
            boolean tell = woken || isTelemetryDue();
            woken = false;
            Batch batch = new Batch();
            while (batch.size() < most && !results.isEmpty()) {
                batch.add(results.removeFirst(), 0);
            }
            // Telemetry gets half of a batch at least, lest states of a busy hub hold it up for ever.
            int mostStates = tell && !telemetry.isEmpty() ? (most + batch.size()) / 2 : most;
            Iterator<Publication> oldest = states.values().iterator();
            while (batch.size() < mostStates && oldest.hasNext()) {
                batch.add(oldest.next(), 0);
                oldest.remove();
            }
            while (tell && batch.size() < most && !telemetry.isEmpty()) {
                TelemetryPack pack = removeOldest();
                batch.add(pack.publication(), pack.size());
                if (telemetry.isEmpty()) {
                    telemetryDue = nanoTime.getAsLong() + limits.telemetryEvery.toNanos();
                }
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what of a batch the broker did not confirm, before everything that came since. */
    void giveBack(Batch batch) {
        List<Batch.Item> unconfirmed = new ArrayList<>(batch.unconfirmed());
        locked(() -> {
            for (Batch.Item item : unconfirmed.reversed()) {
                Publication publication = item.publication();
                switch (publication.kind()) {
                    case STATE -> states.putIfAbsent(publication.topic(), publication);
                    case RESULT -> results.addFirst(publication);
                    case TELEMETRY -> {
                        // Its payload is to stay what it was: nothing joins it.
                        telemetry.addFirst(new TelemetryPack(publication, item.readings()));
                        waitingReadings += item.readings();
                    }
                }
            }
            dropExcessResults();
            dropExcessReadings();
        });
    }

    private void dropExcessResults() {
        while (results.size() > limits.results) {
            results.removeFirst();
            counters.droppedResults.increment();
        }
    }

    private void dropExcessReadings() {
        while (waitingReadings > limits.readings && !telemetry.isEmpty()) {
            counters.droppedReadings.add(removeOldest().size());
        }
    }

    private TelemetryPack removeOldest() {
        TelemetryPack oldest = telemetry.removeFirst();
        open.remove(oldest.publication().topic(), oldest);
        waitingReadings -= oldest.size();
        return oldest;
    }

    private boolean isDue() {
        return woken
                || !results.isEmpty()
                || states.size() >= wanted
                || (states.size() + telemetry.size() >= wanted && isTelemetryDue());
    }

    private boolean isTelemetryDue() {
        return nanoTime.getAsLong() - telemetryDue >= 0 || waitingReadings >= limits.readings / 4;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            if (isDue()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}

package dev.linnet.hub.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is handed to the broker at once, and what of it has been confirmed: sent for QoS 0, acknowledged for QoS 1. */
final class Batch {
    /** One message; {@code readings} counts those in it when it is telemetry. */
    record Item(Publication publication, int readings) {}

    // Filled by one thread before it is handed over; not changed after that.
    private final List<Item> items = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    // Under the lock: set by the client library's thread, read by the session's.
    private final BitSet confirmed = new BitSet();
    private @Nullable String endReason;

    void add(Publication publication, int readings) {
        items.add(new Item(publication, readings));
    }

    int size() {
        return items.size();
    }

    List<Item> items() {
        return items;
    }

    void confirm(int index) {
        lock.lock();
        try {
            confirmed.set(index);
            if (confirmed.cardinality() == items.size()) {
                progress.signalAll(); // only then: a wake-up a message would cost more than the message
            }
        } finally {
            lock.unlock();
        }
    }

    /** Confirms every state up to that one: they are sent in their order, and for them being sent is all there is. */
    void confirmStates(int last) {
        lock.lock();
        try {
            for (int i = 0; i <= last; i++) {
                if (items.get(i).publication().kind() == Publication.Kind.STATE) {
                    confirmed.set(i);
                }
            }
            if (confirmed.cardinality() == items.size()) {
                progress.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be confirmed, for that reason. */
    void end(String reason) {
        lock.lock();
        try {
            endReason = endReason == null ? reason : endReason;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all is confirmed, the batch has ended, or nothing was confirmed for that long (at most twice that).
     *
     * @return whether all is confirmed
     */
    boolean await(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int before = confirmed.cardinality();
            long left = patience.toNanos();
            while (confirmed.cardinality() < items.size() && endReason == null) {
                left = progress.awaitNanos(left);
                if (left <= 0) {
                    int now = confirmed.cardinality();
                    if (now == before) {
                        return false;
                    }
                    before = now;
                    left = patience.toNanos();
                }
            }
            return confirmed.cardinality() == items.size();
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing more will be confirmed; null while more may be. */
    @Nullable
    String endReason() {
        lock.lock();
        try {
            return endReason;
        } finally {
            lock.unlock();
        }
    }

    List<Item> unconfirmed() {
        lock.lock();
        try {
            List<Item> rest = new ArrayList<>();
            for (int i = confirmed.nextClearBit(0); i < items.size(); i = confirmed.nextClearBit(i + 1)) {
                rest.add(items.get(i));
            }
            return rest;
        } finally {
            lock.unlock();
        }
    }
}

package dev.linnet.hub.history;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;

/** A clock that, asked within a transaction, keeps the one who asks waiting, as a disk that hangs does. */
final class HangingClock extends Clock {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hangs;

    void hang() {
        hangs = true;
    }

    /** Waits until somebody hangs. */
    void await() throws InterruptedException {
        asked.await();
    }

    void goOn() {
        hangs = false;
        released.countDown();
    }

    @Override
    public Instant instant() {
        if (hangs) {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts the writer", e);
            }
        }
        return Instant.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

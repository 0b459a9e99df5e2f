package dev.linnet.site;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what other processes do; a request to stop ends every wait. */
public final class Waiting {
    private static final Duration STEP = Duration.ofMillis(50);

    private final CountDownLatch stop = new CountDownLatch(1);

    /** Something that is asked again and again. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws SiteException, InterruptedException;
    }

    /** From any thread: no more waiting. */
    public void stop() {
        stop.countDown();
    }

    public void until(String what, Duration limit, Condition condition) throws SiteException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (stop.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SiteException("stopped while waiting for " + what);
            }
            if (System.nanoTime() - end > 0) {
                throw new SiteException(what + " did not come within " + limit.toSeconds() + " s");
            }
        }
    }

    /** Lets so much time pass; returns early, and true, when it is asked to stop. */
    public boolean pause(Duration time) throws InterruptedException {
        return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets time pass until then, or until it is asked to stop. */
    public void forSeconds(long seconds) throws InterruptedException {
        if (seconds > 0) {
            stop.await(seconds, TimeUnit.SECONDS);
        } else {
            stop.await();
        }
    }
}

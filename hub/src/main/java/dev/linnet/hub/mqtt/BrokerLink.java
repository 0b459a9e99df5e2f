package dev.linnet.hub.mqtt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps a session with the broker, one after another, for as long as the hub runs. It never waits for one that hangs: each
 * has a thread of its own, which is left behind if need be. The client library's own reconnecting is not used.
 */
final class BrokerLink implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(8);
    /** Of repeated failures with the same message, one in so many is logged. */
    private static final int LOG_EVERY = 20;

    private final BrokerSession.Context context;
    private final Backoff backoff;
    private final Duration watch;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable BrokerSession session;
    private volatile @Nullable Thread supervisor;
    // Owned by the supervisor.
    private String lastFailure = "";
    private int repeated;

    /**
     * @param watch how often a session is looked after
     */
    BrokerLink(BrokerSession.Context context, Backoff backoff, Duration watch) {
        this.context = context;
        this.backoff = backoff;
        this.watch = watch;
    }

    void start() {
        supervisor = Thread.ofVirtual().name("mqtt-link").start(this::supervise);
    }

    /** Whether there is a session, subscribed and told everything. */
    boolean connected() {
        BrokerSession current = session;
        return current != null && current.established();
    }

    @Override
    public void close() {
        closing.countDown();
        BrokerSession current = session;
        if (current == null || !current.established()) {
            // Nobody to say farewell to; a try to connect that is under way ends by itself.
            if (current != null) {
                current.release();
            }
            return;
        }
        current.finish();
        Thread running = supervisor;
        try {
            if (running != null && !running.join(GOODBYE)) {
                Logger.warn("broker {} does not take the farewell; it will publish the last will", context.name());
                current.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (closing.getCount() > 0) {
                BrokerSession next = new BrokerSession(context);
                session = next;
                live(next);
                session = null;
                next.release();
                if (closing.getCount() > 0) {
                    pause(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(BrokerSession current) throws InterruptedException {
        Thread thread = Thread.ofVirtual().name("mqtt-session").start(current);
        while (!thread.join(watch)) {
            if (closing.getCount() == 0) {
                current.finish(); // close() may have come before this session was there to be told
            }
            if (current.hangs()) {
                return;
            }
        }
    }

    private void pause(BrokerSession ended) throws InterruptedException {
        BrokerException end = ended.end();
        if (ended.established()) {
            context.counters().lostConnections.increment();
            lastFailure = "";
            repeated = 0;
        } else {
            context.counters().failedConnects.increment();
        }
        Duration wait = backoff.after(ended.lasted(), end.why());
        String failure = String.valueOf(end.getMessage());
        if (!failure.equals(lastFailure) || ++repeated % LOG_EVERY == 0) {
            Logger.warn("{}; next try in {} ms", failure, wait.toMillis());
        }
        lastFailure = failure;
        boolean closed = closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        assert !closed || closing.getCount() == 0;
    }
}

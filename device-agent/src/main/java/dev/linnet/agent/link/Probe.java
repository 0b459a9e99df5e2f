package dev.linnet.agent.link;

import dev.linnet.agent.schedule.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Looks for a better connection now and then while a makeshift goes on working, and keeps the one on trial until the hub
 * has welcomed this agent over it: make before break. Owned by the loop.
 */
final class Probe {
    static final Duration FIRST = Duration.ofSeconds(20);
    static final Duration CAP = Duration.ofMinutes(15);

    private final Scheduler loop;
    private final Executor workers;
    private final Dialer dialer;
    private final RandomGenerator random;

    private Duration delay = FIRST;
    private boolean planned; // whether an attempt is due that has not been made, maybe of a makeshift that has gone
    private long due; // on the loop's clock
    private Scheduler.@Nullable Timer timer; // the next attempt's, or the welcome's
    private @Nullable LinkSocket attempt;
    private @Nullable HubSession session; // of the attempt, once it is open

    Probe(Scheduler loop, Executor workers, Dialer dialer, RandomGenerator random) {
        this.loop = loop;
        this.workers = workers;
        this.dialer = dialer;
        this.random = random;
    }

    /**
     * A makeshift is up: the next attempt comes after a while that doubles with each, three quarters of it at least. The while
     * goes on from one makeshift to the next, or one that is always cut before its end would keep the better way from being tried.
     */
    void plan(Supplier<LinkSocket> sockets) {
        end();
        if (!planned) {
            long nanos = delay.toNanos();
            due = loop.nanoTime() + nanos - random.nextLong(nanos / 4);
            planned = true;
        }
        timer = loop.schedule(Duration.ofNanos(Math.max(0, due - loop.nanoTime())), () -> dial(sockets));
    }

    private void dial(Supplier<LinkSocket> sockets) {
        planned = false;
        Duration doubled = delay.plus(delay);
        delay = doubled.compareTo(CAP) > 0 ? CAP : doubled;
        LinkSocket socket = sockets.get();
        attempt = socket;
        try {
            workers.execute(() -> {
                try {
                    dialer.dialBetter(socket);
                } catch (IOException | RuntimeException e) {
                    Logger.debug("still nothing better: {}", e.getMessage());
                    loop.execute(() -> failed(socket, sockets));
                }
            });
        } catch (RejectedExecutionException e) {
            failed(socket, sockets);
        }
    }

    boolean is(LinkSocket socket) {
        return socket == attempt;
    }

    /** The attempt's once it has got as far as hello; else null. */
    @Nullable
    HubSession session() {
        return session;
    }

    void opened(LinkSocket socket, HubSession greeting, Supplier<LinkSocket> sockets) {
        session = greeting;
        timer = loop.schedule(HubLink.WELCOME_TIMEOUT, () -> failed(socket, sockets));
    }

    /** The attempt has come to nothing; there will be another. */
    void failed(LinkSocket socket, Supplier<LinkSocket> sockets) {
        if (socket == attempt) {
            plan(sockets);
        }
    }

    /** The attempt is the link's from now on. */
    LinkSocket take() {
        LinkSocket taken = Objects.requireNonNull(attempt);
        attempt = null;
        session = null;
        reset();
        end();
        return taken;
    }

    /** The link is as good as it can be; a makeshift that follows is a new one. */
    void reset() {
        delay = FIRST;
        planned = false;
    }

    /** There is no makeshift any more. */
    void end() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (session != null) {
            session.abort();
        }
        session = null;
        attempt = null;
    }
}

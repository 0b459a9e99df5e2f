package dev.linnet.websocket.transport.server;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What other threads want an event loop to do, in order. Many posts cause one wake-up. Messages are bounded in number here
 * and in bytes by their connection; other tasks are few by nature (a connection has at most a handful) and always taken.
 */
final class Mailbox {
    private final Selector selector;
    private final int maxMessages;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Consumer<Throwable> failures;
    private volatile boolean closed;

    /**
     * @param failures hears what a task throws, on the loop's thread
     */
    Mailbox(Selector selector, int maxMessages, Consumer<Throwable> failures) {
        this.selector = selector;
        this.maxMessages = maxMessages;
        this.failures = failures;
    }

    /** Takes a message, unless too many tasks wait. */
    boolean offer(Runnable message) {
        if (waiting.get() >= maxMessages) {
            return false;
        }
        return post(message);
    }

    /** Takes a task, unless the loop has ended. */
    boolean post(Runnable task) {
        if (closed) {
            return false;
        }
        waiting.incrementAndGet();
        tasks.add(task);
        if (closed && tasks.remove(task)) {
            return false; // or the loop has run it at its end
        }
        if (awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
        return true;
    }

    /** Runs what waits now, and leaves what comes meanwhile for the next time. Only the loop's thread calls it. */
    void run() {
        awake.set(false);
        for (int left = waiting.get(); left > 0; left--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return; // counted, and about to be added: that post wakes the loop
            }
            waiting.decrementAndGet();
            run(task);
        }
        if (!tasks.isEmpty()) {
            selector.wakeup();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            failures.accept(failure);
        }
    }

    /** The loop ends: runs what waits, and takes nothing more. */
    void close() {
        closed = true;
        Runnable task;
        while ((task = tasks.poll()) != null) {
            run(task);
        }
    }
}

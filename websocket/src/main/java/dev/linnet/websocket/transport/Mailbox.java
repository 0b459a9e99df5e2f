package dev.linnet.websocket.transport;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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

    Mailbox(Selector selector, int maxMessages) {
        this.selector = selector;
        this.maxMessages = maxMessages;
    }

    /** Takes a message, unless too many tasks wait. */
    boolean offer(Runnable message) {
        if (waiting.get() >= maxMessages) {
            return false;
        }
        post(message);
        return true;
    }

    void post(Runnable task) {
        waiting.incrementAndGet();
        tasks.add(task);
        if (awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
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
            task.run();
        }
        if (!tasks.isEmpty()) {
            selector.wakeup();
        }
    }
}

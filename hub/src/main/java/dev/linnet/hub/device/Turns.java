package dev.linnet.hub.device;

import java.util.ArrayDeque;
import java.util.Queue;

/** Runs tasks one at a time and in order, on the thread that brought the first of them; none inside of another. Any thread. */
final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
    private boolean running; // guarded by this

    /** Runs the task before it returns, unless another one is running: that one's thread then runs it. */
    void take(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        while (true) {
            Runnable next;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            next.run();
        }
    }
}

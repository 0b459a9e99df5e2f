package dev.linnet.websocket.transport.client;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Cuts a socket when time is up, from a thread of its own that lives no longer: the only way to bound a blocking TLS and
 * opening handshake as a whole, for a peer that sends a byte now and then meets any time limit on single reads.
 */
final class Deadline {
    private static final int STACK_BYTES = 64 * 1024;

    private enum State {
        RUNNING,
        MET,
        MISSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Deadline() {}

    static Deadline start(Duration limit, Socket socket) {
        Deadline deadline = new Deadline();
        Thread thread = new Thread(null, () -> deadline.watch(limit, socket), "websocket-deadline", STACK_BYTES, false);
        thread.setDaemon(true);
        thread.start();
        return deadline;
    }

    /** Stops the clock; false when the time was up before. */
    boolean stop() {
        stopped.countDown();
        return state.compareAndSet(State.RUNNING, State.MET) || state.get() == State.MET;
    }

    private void watch(Duration limit, Socket socket) {
        try {
            if (!stopped.await(limit.toNanos(), TimeUnit.NANOSECONDS)
                    && state.compareAndSet(State.RUNNING, State.MISSED)) {
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; then there is no deadline
        } catch (IOException e) {
            System.getLogger("dev.linnet.websocket").log(Level.DEBUG, "closing a socket failed", e);
        }
    }
}

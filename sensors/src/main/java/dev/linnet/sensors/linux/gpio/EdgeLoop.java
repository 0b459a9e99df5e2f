package dev.linnet.sensors.linux.gpio;

import dev.linnet.sensors.linux.kernel.Descriptor;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.Kernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the edges of every line on one thread. It uses epoll, not poll: with epoll another thread may add a line, or close one
 * and have the kernel release it at once, without waking or waiting for this thread.
 *
 * <p>The thread starts with the first line. {@link #watch} and {@link #close} may be called from any thread; listeners run on the loop's.
 */
final class EdgeLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLoop.class);

    /**
     * How often an otherwise idle loop asks whether the lines still exist: before Linux 6.6 nobody who waits is told when a chip is
     * removed.
     */
    private static final int IDLE_MILLIS = 5_000;

    private static final int BATCH = 16;
    private static final long WAKE = 0;

    private final Kernel kernel;
    private final Map<Long, WatchedLine> watched = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong(WAKE);

    /** Guarded by this. */
    private @Nullable Running running;

    EdgeLoop(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Reports that line's edges from now on, until it is closed. */
    void watch(Line line, EdgeListener listener) throws KernelException {
        Running loop = started();
        WatchedLine entry = new WatchedLine(line, listener);
        long token = tokens.incrementAndGet();
        watched.values().removeIf(WatchedLine::isClosed);
        watched.put(token, entry);
        try {
            line.file().watchedBy(loop.epoll, token);
        } catch (KernelException e) {
            watched.remove(token);
            throw e;
        }
    }

    /** Ends the thread; lines stay open but are no longer heard. */
    @Override
    public void close() {
        Running loop;
        synchronized (this) {
            loop = running;
            running = null;
        }
        if (loop != null) {
            loop.stop();
        }
        watched.clear();
    }

    int watchedLines() {
        return watched.size();
    }

    private synchronized Running started() throws KernelException {
        if (running == null) {
            running = new Running();
            running.thread.start();
        }
        return running;
    }

    /** One life of the thread, with the two descriptors that live as long as it does. */
    private final class Running {
        final int epoll;
        final Descriptor wake;
        final Thread thread;
        volatile boolean stopping;

        Running() throws KernelException {
            epoll = kernel.createEpoll();
            wake = new Descriptor(kernel, kernel.eventDescriptor(), "wake-up");
            wake.watchedBy(epoll, WAKE);
            thread = Thread.ofPlatform().daemon().name("gpio-edges").unstarted(this::run);
        }

        void run() {
            long[] ready = new long[BATCH];
            int[] events = new int[BATCH];
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment buffer = arena.allocate((long) GpioAbi.EVENT * BATCH, 8);
                while (!stopping) {
                    int count = await(ready, events);
                    for (int i = 0; i < count; i++) {
                        serve(ready[i], buffer);
                    }
                    if (count == 0) {
                        watched.forEach((token, line) -> line.check(() -> forget(token, line)));
                    }
                }
            } catch (KernelException e) {
                LOG.error("gpio: waiting for edges failed, no input is heard any more", e);
                watched.forEach((_, line) -> line.failed(e));
            } finally {
                wake.close();
                new Descriptor(kernel, epoll, "epoll").close();
            }
        }

        private int await(long[] ready, int[] events) throws KernelException {
            try {
                return kernel.waitEpoll(epoll, ready, events, IDLE_MILLIS);
            } catch (KernelException e) {
                if (e.errno() == Errno.EINTR) {
                    return -1;
                }
                throw e;
            }
        }

        private void serve(long token, MemorySegment buffer) {
            WatchedLine line = watched.get(token);
            if (line != null) {
                line.deliver(buffer, () -> forget(token, line));
            }
        }

        private void forget(long token, WatchedLine line) {
            watched.remove(token);
            line.unwatch(epoll);
        }

        void stop() {
            stopping = true;
            try (Arena arena = Arena.ofConfined()) {
                wake.write(arena.allocateFrom(ValueLayout.JAVA_LONG, 1), Long.BYTES);
                if (!thread.equals(Thread.currentThread())) {
                    thread.join();
                }
            } catch (KernelException e) {
                LOG.warn("gpio: the edge thread could not be woken; it ends within {} ms", IDLE_MILLIS, e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.linnet.websocket.transport.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lines of a trace between the connection's lock, under which they are made, and whoever reads them, who is never called
 * under it. Keeps their order; when the reader is too slow, lines are left out and counted.
 */
final class TraceLines implements Consumer<String> {
    private static final int MOST = 1024;

    private final Consumer<String> reader;
    private final Consumer<Throwable> failed;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final ReentrantLock turn = new ReentrantLock(); // held while the reader is called; nobody waits for it
    private volatile boolean over; // the reader has failed

    /**
     * @param failed hears what the reader threw, of whom nothing more is asked then
     */
    TraceLines(Consumer<String> reader, Consumer<Throwable> failed) {
        this.reader = reader;
        this.failed = failed;
    }

    @Override
    public void accept(String line) {
        if (over) {
            return;
        }
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
        } else {
            lines.add(line);
        }
    }

    /** Hands on what waits, unless another thread is at it: that one takes these too. */
    void flush() {
        while (!over && !lines.isEmpty() && !turn.isHeldByCurrentThread() && turn.tryLock()) {
            try {
                handOn();
            } catch (RuntimeException | Error failure) {
                over = true;
                lines.clear();
                failed.accept(failure);
            } finally {
                turn.unlock();
            }
        }
    }

    private void handOn() {
        String line;
        while (!over && (line = lines.poll()) != null) {
            waiting.decrementAndGet();
            int missing = lost.getAndSet(0);
            reader.accept(line);
            if (missing > 0) {
                reader.accept("… and then " + missing + " lines that came too fast to be written down");
            }
        }
    }
}

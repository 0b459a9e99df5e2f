package dev.linnet.sensors.linux.gpio;

import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.MemorySegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the {@link EdgeLoop}. Everything here runs on the loop's thread, except {@link #isClosed}. */
final class WatchedLine {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedLine.class);

    private final Line line;
    private final EdgeListener listener;

    /** The last edge's sequence number; the kernel counts from 1. */
    private int last;

    WatchedLine(Line line, EdgeListener listener) {
        this.line = line;
        this.listener = listener;
    }

    boolean isClosed() {
        return !line.isOpen();
    }

    /** Passes on what edges there are, one buffer full: what is left keeps the line ready, after the others had their turn. */
    void deliver(MemorySegment buffer, Runnable forget) {
        try {
            for (Edge edge : line.takeEdges(buffer, last)) {
                last = edge.sequence();
                guarded(() -> listener.edge(edge));
            }
        } catch (KernelException e) {
            ended(e, forget);
        }
    }

    /** Finds out whether the line still exists. */
    void check(Runnable forget) {
        try {
            line.high();
        } catch (KernelException e) {
            ended(e, forget);
        }
    }

    void failed(KernelException reason) {
        guarded(() -> listener.gone(reason));
    }

    void unwatch(int epoll) {
        try {
            line.file().unwatchedBy(epoll);
        } catch (KernelException e) {
            // Closed in the meantime: then the kernel has ended the watch already.
            assert e.errno() == Errno.EBADF || e.errno() == Errno.ENOENT : e;
        }
    }

    private void ended(KernelException e, Runnable forget) {
        if (e.errno() == Errno.EAGAIN) {
            return;
        }
        forget.run();
        if (line.isOpen()) {
            failed(e);
        }
    }

    /** A listener's mistake must not cost the other lines their edges. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("{}: a listener failed", line.name(), e);
        }
    }
}

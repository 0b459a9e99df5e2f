package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.ServerCounter;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts for one event loop. Only that loop's thread adds, so that adding needs no atomic instruction; anyone reads. */
@SuppressWarnings("EnumOrdinal") // an index into this process's memory, never stored
public final class Tally {
    private final AtomicLongArray counts = new AtomicLongArray(ServerCounter.values().length);

    public long of(ServerCounter counter) {
        return counts.getOpaque(counter.ordinal());
    }

    void add(ServerCounter counter) {
        add(counter, 1);
    }

    void add(ServerCounter counter, long amount) {
        int index = counter.ordinal();
        counts.setOpaque(index, counts.getPlain(index) + amount);
    }

    /** For a tally that no loop owns. */
    void addFromAnyThread(ServerCounter counter) {
        counts.getAndIncrement(counter.ordinal());
    }
}

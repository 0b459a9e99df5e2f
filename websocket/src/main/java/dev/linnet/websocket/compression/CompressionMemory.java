package dev.linnet.websocket.compression;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What compression needs besides the heap, shared by all connections of one event loop: zlib's streams, lent for a message
 * or for a connection's life, and room for what comes out of them. Only its owner's thread uses it.
 */
public final class CompressionMemory {
    private static final int INFLATED_BYTES = 16 * 1024;
    private static final int DEFLATED_BYTES = 4 * 1024;
    /** What is kept of the room that a large message took. */
    private static final int KEPT_BYTES = 64 * 1024;

    private final int level;
    private final int idleStreams;
    private final Deque<Deflater> idleDeflaters = new ArrayDeque<>();
    private final Deque<Inflater> idleInflaters = new ArrayDeque<>();
    private @Nullable ByteBuffer inflated;
    private ByteBuffer deflated = ByteBuffer.allocate(0);
    private volatile int streams; // written by the owner only; volatile for those who watch

    /**
     * @param level of compression, 1–9
     * @param idleStreams how many of each kind to keep for the next message: what making one costs is spared
     */
    public CompressionMemory(int level, int idleStreams) {
        this.level = level;
        this.idleStreams = idleStreams;
    }

    /** zlib's streams that hold memory now, lent or kept; from any thread. */
    public int streams() {
        return streams;
    }

    Deflater lendDeflater() {
        Deflater idle = idleDeflaters.poll();
        if (idle != null) {
            return idle;
        }
        Deflater made = new Deflater(level, true);
        count(1);
        return made;
    }

    void takeBack(Deflater deflater) {
        if (idleDeflaters.size() < idleStreams) {
            deflater.reset();
            idleDeflaters.push(deflater);
        } else {
            deflater.end();
            count(-1);
        }
    }

    Inflater lendInflater() {
        Inflater idle = idleInflaters.poll();
        if (idle != null) {
            return idle;
        }
        Inflater made = new Inflater(true);
        count(1);
        return made;
    }

    void takeBack(Inflater inflater) {
        if (idleInflaters.size() < idleStreams) {
            inflater.reset();
            idleInflaters.push(inflater);
        } else {
            inflater.end();
            count(-1);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void count(int change) {
        streams += change;
    }

    /** Empty room for a piece of a message; good until the next piece. */
    ByteBuffer inflated() {
        ByteBuffer room = inflated;
        if (room == null) {
            room = ByteBuffer.allocate(INFLATED_BYTES);
            inflated = room;
        }
        return room.clear();
    }

    /** Empty room for a compressed message; good until the next one. */
    ByteBuffer deflated() {
        if (deflated.capacity() == 0 || deflated.capacity() > KEPT_BYTES) {
            deflated = ByteBuffer.allocate(DEFLATED_BYTES);
        }
        return deflated.clear();
    }

    /** The same with what stands in it, and more room. */
    ByteBuffer moreDeflated() {
        deflated =
                ByteBuffer.allocate(Math.multiplyExact(2, deflated.capacity())).put(deflated.flip());
        return deflated;
    }

    /** Its owner ends. What is still lent comes back, and is ended then. */
    public void close() {
        idleDeflaters.forEach(Deflater::end);
        idleInflaters.forEach(Inflater::end);
        count(-idleDeflaters.size() - idleInflaters.size());
        idleDeflaters.clear();
        idleInflaters.clear();
    }
}

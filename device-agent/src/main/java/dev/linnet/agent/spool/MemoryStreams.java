package dev.linnet.agent.spool;

import dev.linnet.protocol.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This run's readings in memory, stream by stream, oldest stream first; the newest takes new readings. A former stream is
 * forgotten when nothing of it is left here. Not safe for several threads.
 */
final class MemoryStreams {
    /** One stream's readings in memory. */
    static final class Stream {
        final String name;
        final ReadingRing readings = new ReadingRing();
        long sequence; // of its newest reading
        long written; // up to here its readings are on the disk

        Stream(String name) {
            this.name = name;
        }
    }

    /** Hears of readings that had to go. */
    @FunctionalInterface
    interface Leaver {
        void leaves(Stream stream, SpooledReading reading);
    }

    private final String boot;
    private final List<Stream> streams = new ArrayList<>();
    private long begun; // streams, in this run
    private long readings;
    private long bytes;
    private long sampled;

    MemoryStreams(String boot) {
        this.boot = boot;
        add(boot);
    }

    private void add(String name) {
        begun++;
        streams.add(new Stream(name));
    }

    /** New readings go into a new stream from now on, unless the newest is still empty; returns its name. */
    String begin() {
        if (newest().sequence > 0) {
            Stream former = newest();
            add(boot + "-" + (begun + 1));
            forgetIfEmpty(former);
        }
        return newest().name;
    }

    Stream newest() {
        return streams.getLast();
    }

    /** Null for a stream of another run, or one that is not in memory any more. */
    @Nullable
    Stream find(String name) {
        for (Stream stream : streams) {
            if (stream.name.equals(name)) {
                return stream;
            }
        }
        return null;
    }

    /** Whether this run has begun it. */
    boolean isOwn(String name) {
        return name.equals(boot) || name.startsWith(boot + "-");
    }

    /** Oldest first. */
    List<Stream> all() {
        return streams;
    }

    /** Returns the new reading. */
    SpooledReading append(String channel, long nanoTime, Value value) {
        Stream stream = newest();
        SpooledReading reading = new SpooledReading(++stream.sequence, channel, nanoTime, value);
        stream.readings.add(reading);
        bytes += reading.bytes();
        readings++;
        sampled++;
        return reading;
    }

    /** Makes room: the oldest go, but never the last. */
    void shrink(long maxBytes, Leaver leaver) {
        while (bytes > maxBytes && readings > 1) {
            Stream oldest = streams.getFirst();
            if (oldest.readings.size() > 0) {
                leaver.leaves(oldest, removeFirst(oldest));
            }
            forgetIfEmpty(oldest);
        }
    }

    /** Forgets the readings of a stream up to that number. */
    void forget(String name, long upTo) {
        Stream stream = find(name);
        if (stream != null) {
            while (stream.readings.size() > 0 && stream.readings.first() <= upTo) {
                removeFirst(stream);
            }
            forgetIfEmpty(stream);
        }
    }

    private SpooledReading removeFirst(Stream stream) {
        SpooledReading removed = stream.readings.removeFirst();
        bytes -= removed.bytes();
        readings--;
        return removed;
    }

    private void forgetIfEmpty(Stream stream) {
        if (stream.readings.size() == 0 && stream != newest()) {
            streams.remove(stream);
        }
    }

    /** When the oldest reading was sampled; null when there is none. */
    @Nullable
    Long oldestNanoTime() {
        for (Stream stream : streams) {
            List<SpooledReading> oldest = stream.readings.following(0, 1);
            if (!oldest.isEmpty()) {
                return oldest.getFirst().nanoTime();
            }
        }
        return null;
    }

    long readings() {
        return readings;
    }

    long bytes() {
        return bytes;
    }

    /** Readings that are not on the disk. */
    long unwritten() {
        long unwritten = 0;
        for (Stream stream : streams) {
            unwritten += Math.min(stream.readings.size(), stream.sequence - stream.written);
        }
        return unwritten;
    }

    /** Readings that were ever appended. */
    long sampled() {
        return sampled;
    }
}

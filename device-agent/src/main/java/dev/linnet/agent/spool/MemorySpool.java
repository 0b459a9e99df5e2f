package dev.linnet.agent.spool;

import dev.linnet.protocol.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** A spool in memory, of this boot only, bounded in bytes. */
public final class MemorySpool implements Spool {
    /** The log has a line for the first loss and for every so many. */
    private static final int LOSSES_PER_LINE = 10_000;

    private final String boot;
    private final long maxBytes;
    private final ReadingRing readings = new ReadingRing(); // guarded by this
    private long bytes; // guarded by this
    private long sequence; // guarded by this; of the newest reading
    private long evicted; // guarded by this

    public MemorySpool(String boot, long maxBytes) {
        this.boot = boot;
        this.maxBytes = maxBytes;
    }

    @Override
    public void start(Runnable opened) {
        opened.run();
    }

    @Override
    public void close(Runnable closed) {
        closed.run();
    }

    @Override
    public void clock(long nanoTime, Instant wall) {}

    @Override
    public @Nullable Instant zero(String boot) {
        return null;
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public List<String> formerBoots() {
        return List.of();
    }

    @Override
    public void append(String channel, long nanoTime, Value value) {
        long lost = keep(channel, nanoTime, value);
        if (lost % LOSSES_PER_LINE == 1) {
            Logger.warn(
                    "the spool is full ({} bytes): the oldest readings go, {} are lost so far; 'spool: memory:' sets the bound",
                    maxBytes,
                    lost);
        }
    }

    /** Returns how many were lost so far if one was lost by this, else 0. */
    private synchronized long keep(String channel, long nanoTime, Value value) {
        SpooledReading reading = new SpooledReading(++sequence, channel, nanoTime, value);
        readings.add(reading);
        bytes += reading.bytes();
        long before = evicted;
        while (bytes > maxBytes && readings.size() > 1) {
            bytes -= readings.removeFirst().bytes();
            evicted++;
        }
        return evicted == before ? 0 : evicted;
    }

    @Override
    public synchronized List<SpooledReading> next(String boot, long after, int max) {
        return boot.equals(this.boot) ? readings.following(after, max) : List.of();
    }

    @Override
    public synchronized long remaining(String boot, long after) {
        return boot.equals(this.boot) ? Math.clamp(sequence - after, 0, readings.size()) : 0;
    }

    @Override
    public synchronized void acknowledge(String boot, long acknowledged) {
        while (boot.equals(this.boot) && readings.size() > 0 && readings.first() <= acknowledged) {
            bytes -= readings.removeFirst().bytes();
        }
    }

    @Override
    public synchronized SpoolDepth depth() {
        return new SpoolDepth(readings.size(), bytes, maxBytes, evicted);
    }

    @Override
    public synchronized long sampled() {
        return sequence;
    }
}

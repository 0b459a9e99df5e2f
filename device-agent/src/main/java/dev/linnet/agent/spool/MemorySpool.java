package dev.linnet.agent.spool;

import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** A spool in memory, of this boot only, bounded in bytes. */
public final class MemorySpool implements Spool {
    /** The log has a line for the first loss and for every so many. */
    private static final int LOSSES_PER_LINE = 10_000;

    private final String boot;
    private final long maxBytes;
    private final MemoryStreams memory; // guarded by this
    private final Losses losses = new Losses(); // guarded by this
    private final Map<String, Long> acknowledged = new HashMap<>(); // guarded by this

    public MemorySpool(String boot, long maxBytes) {
        this.boot = boot;
        this.maxBytes = maxBytes;
        this.memory = new MemoryStreams(boot);
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
    public void look() {}

    @Override
    public @Nullable Instant zero(String stream) {
        return null;
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public synchronized String stream() {
        return memory.newest().name;
    }

    @Override
    public synchronized void begin() {
        if (formerStreams().size() < MOST_FORMER) {
            memory.begin();
        }
    }

    @Override
    public synchronized List<String> formerStreams() {
        Set<String> streams = new LinkedHashSet<>(losses.streams());
        memory.all().forEach(stream -> streams.add(stream.name));
        streams.remove(stream());
        return List.copyOf(streams);
    }

    @Override
    public List<String> keptStreams() {
        return formerStreams();
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
        memory.append(channel, nanoTime, value);
        long before = losses.lost();
        memory.shrink(maxBytes, (stream, reading) -> losses.add(reading.lost(stream.name, Gap.Cause.FULL, null)));
        return losses.lost() == before ? 0 : losses.lost();
    }

    @Override
    public synchronized void missed(String channel, long nanoTime, long count) {
        for (long i = Math.min(count, SpooledReading.MOST_MISSED); i > 0; i--) {
            SpooledReading missed = memory.append(channel, nanoTime, SpooledReading.MISSED);
            losses.add(missed.lost(stream(), Gap.Cause.OVERRUN, null));
        }
    }

    @Override
    public synchronized List<SpooledReading> next(String stream, long after, int max) {
        MemoryStreams.Stream found = memory.find(stream);
        return found == null ? List.of() : found.readings.following(after, max);
    }

    @Override
    public synchronized long remaining(String stream, long after) {
        MemoryStreams.Stream found = memory.find(stream);
        return found == null ? 0 : Math.clamp(found.sequence - after, 0, found.readings.size());
    }

    @Override
    public synchronized @Nullable Loss lost(String stream, long after) {
        return losses.after(stream, after);
    }

    @Override
    public synchronized void refused(String stream, SpooledReading reading) {
        losses.add(reading.lost(stream, Gap.Cause.REFUSED, null));
    }

    @Override
    public synchronized void acknowledge(String stream, long sequence) {
        acknowledged.merge(stream, sequence, Math::max);
        memory.forget(stream, sequence);
        losses.acknowledge(stream, sequence);
        if (acknowledged.size() > MOST_FORMER) { // of streams of which nothing is left: that would grow for years
            Set<String> kept = new HashSet<>(keptStreams());
            kept.add(stream());
            acknowledged.keySet().retainAll(kept);
        }
    }

    @Override
    public synchronized long acknowledged(String stream) {
        return acknowledged.getOrDefault(stream, 0L);
    }

    @Override
    public synchronized SpoolDepth depth() {
        return new SpoolDepth(memory.readings(), memory.bytes(), maxBytes, losses.lost());
    }

    @Override
    public synchronized long sampled() {
        return memory.sampled();
    }
}

package dev.linnet.agent.spool;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A spool in memory that spills to the disk. The newest readings are in memory, bounded; {@link SpoolDisk} writes those that have to
 * wait, on a thread of its own, and fetches from there what memory no longer holds. A disk that fails costs nothing until memory
 * is full too.
 */
public final class DiskSpool implements Spool {
    /** The log has a line for the first loss and for every so many. */
    private static final int LOSSES_PER_LINE = 10_000;

    /** A hello names no more former boots; the oldest come first. */
    private static final int MAX_FORMER_BOOTS = 1_000;

    private final String boot;
    private final SpoolSettings settings;
    private final Scheduler disk;
    private final Runnable fetched;
    private final SpoolDisk writer;
    private final AtomicBoolean kicked = new AtomicBoolean();

    // Guarded by this; held for moves within memory only.
    private final ReadingRing readings = new ReadingRing();
    private final Map<String, Long> acknowledged = new TreeMap<>();
    private SegmentIndex index = SegmentIndex.EMPTY;
    private FetchedReadings chunk = FetchedReadings.NONE;
    private @Nullable Fetch wanted;
    private SegmentRecord.@Nullable Clock clock;
    private long bytes; // of readings in memory
    private long sequence; // of the newest reading
    private long written; // up to here readings are on the disk
    private long evicted;

    /** Readings that someone asked for and memory does not hold. */
    record Fetch(String boot, long after) {}

    /**
     * @param machine names this run of the machine, empty when unknown
     * @param disk may block; the spool's own
     * @param fetched called on that thread when readings that were asked for have come from the disk
     */
    public DiskSpool(String boot, String machine, SpoolSettings settings, Scheduler disk, Runnable fetched) {
        this.boot = boot;
        this.settings = settings;
        this.disk = disk;
        this.fetched = fetched;
        this.writer = new SpoolDisk(this, machine, settings, disk);
    }

    @Override
    public void start(Runnable opened) {
        disk.execute(() -> {
            writer.start();
            opened.run();
        });
    }

    @Override
    public void close(Runnable closed) {
        disk.execute(() -> {
            writer.close();
            closed.run();
        });
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public synchronized List<String> formerBoots() {
        return index.boots().stream()
                .filter(former -> !former.equals(boot) && remaining(former, 0) > 0)
                .limit(MAX_FORMER_BOOTS)
                .toList();
    }

    @Override
    public void append(String channel, long nanoTime, Value value) {
        long lost;
        boolean urgent;
        synchronized (this) {
            SpooledReading reading = new SpooledReading(++sequence, channel, nanoTime, value);
            readings.add(reading);
            bytes += reading.bytes();
            lost = evicted;
            shrink();
            lost = evicted - lost;
            urgent = settings.mode() == SpoolSettings.Mode.ALWAYS || bytes > settings.memoryBytes() / 2;
        }
        if (lost > 0) {
            tellLoss(lost);
        }
        if (urgent) {
            kick();
        }
    }

    /** Makes room in memory: what is on the disk goes for nothing, the rest is lost. Guarded by this. */
    private void shrink() {
        while (bytes > settings.memoryBytes() && readings.size() > 1) {
            if (readings.first() > written || readings.first() < index.first(boot)) {
                evicted++;
            }
            bytes -= readings.removeFirst().bytes();
        }
    }

    private void tellLoss(long lost) {
        long all = depth().evicted();
        if (all == lost || all / LOSSES_PER_LINE != (all - lost) / LOSSES_PER_LINE) {
            Logger.warn("the spool is full: the oldest readings go, {} are lost so far; 'spool:' sets the bounds", all);
        }
    }

    private void kick() {
        if (!kicked.getAndSet(true)) {
            disk.execute(() -> {
                kicked.set(false);
                writer.work();
            });
        }
    }

    @Override
    public List<SpooledReading> next(String boot, long after, int max) {
        synchronized (this) {
            boolean present = boot.equals(this.boot);
            if (present && readings.size() > 0 && after + 1 >= readings.first()) {
                chunk = FetchedReadings.NONE;
                return readings.following(after, max);
            }
            if (chunk.covers(boot, after)) {
                return chunk.following(after, max);
            }
            if (index.find(boot, after) == null) {
                return present ? readings.following(after, max) : List.of();
            }
            wanted = new Fetch(boot, after);
        }
        kick();
        return List.of();
    }

    @Override
    public synchronized long remaining(String boot, long after) {
        long from = Math.max(after, acknowledged.getOrDefault(boot, 0L));
        if (!boot.equals(this.boot)) {
            return index.count(boot, from, Long.MAX_VALUE);
        }
        long inMemory = Math.clamp(sequence - from, 0, readings.size());
        return inMemory + index.count(boot, from, sequence - readings.size());
    }

    @Override
    public synchronized void acknowledge(String boot, long acknowledged) {
        this.acknowledged.merge(boot, acknowledged, Math::max);
        while (boot.equals(this.boot) && readings.size() > 0 && readings.first() <= acknowledged) {
            bytes -= readings.removeFirst().bytes();
        }
    }

    @Override
    public synchronized SpoolDepth depth() {
        long count = remaining(boot, 0);
        for (String former : index.boots()) {
            if (!former.equals(boot)) {
                count += remaining(former, 0);
            }
        }
        return index.segments().isEmpty() && !writer.canWrite()
                ? new SpoolDepth(count, bytes, settings.memoryBytes(), evicted)
                : new SpoolDepth(count, index.bytes(), settings.diskBytes(), evicted);
    }

    @Override
    public synchronized long sampled() {
        return sequence;
    }

    @Override
    public synchronized void clock(long nanoTime, Instant wall) {
        SegmentRecord.Clock now = new SegmentRecord.Clock(nanoTime, wall);
        // The same clock read twice differs a little; only a step is news.
        if (clock == null || Duration.between(clock.zero(), now.zero()).abs().compareTo(Duration.ofMillis(20)) > 0) {
            clock = now;
        }
    }

    @Override
    public @Nullable Instant zero(String boot) {
        return writer.zero(boot);
    }

    // What the disk's thread asks and tells.

    synchronized SegmentRecord.@Nullable Clock clock() {
        return clock;
    }

    synchronized Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Whether readings wait so long, or are so many, that they should be on the disk. */
    synchronized boolean isLagging() {
        if (index.count(boot, acknowledged.getOrDefault(boot, 0L), Long.MAX_VALUE) > 0) {
            return true;
        }
        List<SpooledReading> oldest = readings.following(0, 1);
        return bytes > settings.memoryBytes() / 2
                || (!oldest.isEmpty()
                        && disk.nanoTime() - oldest.getFirst().nanoTime()
                                >= settings.after().toNanos());
    }

    synchronized List<SpooledReading> unwritten(int max) {
        return new ArrayList<>(readings.following(written, max));
    }

    synchronized void written(long upTo, SegmentIndex now) {
        written = upTo;
        index = now;
    }

    synchronized void index(SegmentIndex now) {
        index = now;
    }

    /** A segment is gone before its time; counts what nobody else holds. */
    void lost(Segment segment) {
        long lost;
        synchronized (this) {
            boolean present = segment.boot().equals(boot);
            lost = segment.count(
                    acknowledged.getOrDefault(segment.boot(), 0L),
                    present ? sequence - readings.size() : Long.MAX_VALUE);
            evicted += lost;
        }
        if (lost > 0) {
            tellLoss(lost);
        }
    }

    synchronized @Nullable Fetch wanted() {
        return wanted;
    }

    void fetched(Fetch asked, List<SpooledReading> found) {
        synchronized (this) {
            chunk = new FetchedReadings(asked.boot(), asked.after(), found);
            if (asked.equals(wanted)) {
                wanted = null;
            }
        }
        fetched.run();
    }
}

package dev.linnet.agent.spool;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final String boot;
    private final SpoolSettings settings;
    private final Scheduler disk;
    private final Runnable fetched;
    private final SpoolDisk writer;
    private final AtomicBoolean kicked = new AtomicBoolean();

    // Guarded by this; held for moves within memory only.
    private final MemoryStreams memory;
    private final Losses losses = new Losses();
    private final Map<String, Long> acknowledged = new TreeMap<>();
    private SegmentIndex index = SegmentIndex.EMPTY;
    private FetchedReadings chunk = FetchedReadings.NONE;
    private @Nullable Fetch wanted;
    private SegmentRecord.@Nullable Clock clock;

    /** Readings that someone asked for and memory does not hold. */
    record Fetch(String stream, long after) {}

    /** Readings of one stream that are to be written. */
    record Batch(String stream, List<SpooledReading> readings) {}

    /**
     * @param machine names this run of the machine, empty when unknown
     * @param disk may block; the spool's own
     * @param fetched called on that thread when readings that were asked for have come from the disk
     */
    public DiskSpool(String boot, String machine, SpoolSettings settings, Scheduler disk, Runnable fetched) {
        this.boot = boot;
        this.memory = new MemoryStreams(boot);
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
    public synchronized String stream() {
        return memory.newest().name;
    }

    @Override
    public synchronized void begin() {
        if (keptStreams().size() < MOST_FORMER) {
            memory.begin();
        }
    }

    @Override
    public synchronized List<String> formerStreams() {
        return former(index.streams().stream()
                .filter(stream -> remaining(stream, 0) > 0)
                .toList());
    }

    @Override
    public synchronized List<String> keptStreams() {
        return former(index.streams());
    }

    private List<String> former(List<String> onDisk) {
        Set<String> streams = new LinkedHashSet<>(losses.streams());
        streams.addAll(onDisk);
        memory.all().forEach(stream -> streams.add(stream.name));
        streams.remove(stream());
        return streams.stream().limit(MOST_FORMER).toList();
    }

    @Override
    public void append(String channel, long nanoTime, Value value) {
        long lost;
        boolean urgent;
        synchronized (this) {
            memory.append(channel, nanoTime, value);
            lost = losses.lost();
            // What is on the disk goes for nothing, the rest is lost.
            memory.shrink(settings.memoryBytes(), (stream, reading) -> {
                if (reading.sequence() > stream.written || reading.sequence() < index.first(stream.name)) {
                    losses.add(reading.lost(stream.name, Gap.Cause.FULL, null));
                }
            });
            lost = losses.lost() - lost;
            urgent = settings.mode() == SpoolSettings.Mode.ALWAYS || memory.bytes() > settings.memoryBytes() / 2;
        }
        if (lost > 0) {
            tellLoss(lost);
        }
        if (urgent) {
            kick();
        }
    }

    @Override
    public void missed(String channel, long nanoTime, long count) {
        synchronized (this) {
            for (long i = Math.min(count, SpooledReading.MOST_MISSED); i > 0; i--) {
                SpooledReading missed = memory.append(channel, nanoTime, SpooledReading.MISSED);
                losses.add(missed.lost(stream(), Gap.Cause.OVERRUN, null));
            }
        }
        kick();
    }

    private void tellLoss(long lost) {
        long all = lostSoFar();
        if (all == lost || all / LOSSES_PER_LINE != (all - lost) / LOSSES_PER_LINE) {
            Logger.warn("the spool is full: the oldest readings go, {} are lost so far; 'spool:' sets the bounds", all);
        }
    }

    private synchronized long lostSoFar() {
        return losses.lost();
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
    public List<SpooledReading> next(String stream, long number, int max) {
        synchronized (this) {
            long after =
                    Math.max(number, acknowledged(stream)); // a segment keeps what is acknowledged until all of it is
            MemoryStreams.Stream own = memory.find(stream);
            if (own != null && own.readings.size() > 0 && after + 1 >= own.readings.first()) {
                return own.readings.following(after, max);
            }
            if (chunk.covers(stream, after)) {
                return chunk.following(after, max);
            }
            if (index.find(stream, after) == null) {
                return own == null ? List.of() : own.readings.following(after, max);
            }
            wanted = new Fetch(stream, after);
        }
        kick();
        return List.of();
    }

    @Override
    public synchronized long remaining(String stream, long after) {
        long from = Math.max(after, acknowledged(stream));
        MemoryStreams.Stream own = memory.find(stream);
        if (own == null) {
            return index.count(stream, from, Long.MAX_VALUE);
        }
        long inMemory = Math.clamp(own.sequence - from, 0, own.readings.size());
        return inMemory + index.count(stream, from, own.sequence - own.readings.size());
    }

    @Override
    public synchronized @Nullable Loss lost(String stream, long after) {
        return losses.after(stream, after);
    }

    @Override
    public void refused(String stream, SpooledReading reading) {
        synchronized (this) {
            losses.add(reading.lost(stream, Gap.Cause.REFUSED, zero(stream)));
        }
        kick();
    }

    @Override
    public synchronized void acknowledge(String stream, long sequence) {
        acknowledged.merge(stream, sequence, Math::max);
        memory.forget(stream, sequence);
        if (!chunk.covers(stream, sequence) && chunk.stream().equals(stream)) {
            chunk = FetchedReadings.NONE;
        }
        losses.acknowledge(stream, sequence);
    }

    @Override
    public synchronized long acknowledged(String stream) {
        return acknowledged.getOrDefault(stream, 0L);
    }

    @Override
    public synchronized SpoolDepth depth() {
        long count = remaining(stream(), 0);
        for (String former : formerStreams()) {
            count += remaining(former, 0);
        }
        long onDisk = index.bytes();
        long max;
        long waiting;
        if (writer.canWrite()) {
            max = Math.min(settings.diskBytes(), onDisk + writer.freeBytes());
            waiting = index.bytes(memory.unwritten());
        } else { // what is on the disk stays there, and memory takes all that comes
            max = onDisk + settings.memoryBytes();
            waiting = memory.readings() == 0 ? 0 : memory.bytes() * memory.unwritten() / memory.readings();
        }
        return new SpoolDepth(count, Math.min(onDisk + waiting, max), max, losses.lost());
    }

    @Override
    public synchronized long sampled() {
        return memory.sampled();
    }

    @Override
    public synchronized void clock(long nanoTime, Instant wall) {
        SegmentRecord.Clock now = new SegmentRecord.Clock(nanoTime, wall);
        // The same clock read twice differs a little; only a step is news.
        if (clock == null || !clock.isCloseTo(now)) {
            clock = now;
        }
    }

    @Override
    public void look() {
        writer.look();
    }

    @Override
    public @Nullable Instant zero(String stream) {
        return writer.zero(stream);
    }

    // What the disk's thread asks and tells.

    synchronized SegmentRecord.@Nullable Clock clock() {
        return clock;
    }

    synchronized Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Whether this run has begun that stream. */
    synchronized boolean isOwn(String stream) {
        return memory.isOwn(stream);
    }

    /** Whether readings wait so long, or are so many, that they should be on the disk. */
    synchronized boolean isLagging() {
        for (MemoryStreams.Stream stream : memory.all()) {
            if (index.count(stream.name, acknowledged(stream.name), Long.MAX_VALUE) > 0) {
                return true;
            }
        }
        Long oldest = memory.oldestNanoTime();
        return memory.bytes() > settings.memoryBytes() / 2
                || (oldest != null
                        && disk.nanoTime() - oldest >= settings.after().toNanos());
    }

    /** Whether there is nothing but readings in memory. */
    synchronized boolean isIdle() {
        return wanted == null && losses.all().isEmpty();
    }

    /** When the reading that has waited longest, or one that comes now, will have waited too long. */
    synchronized Duration untilLagging() {
        Long oldest = memory.oldestNanoTime();
        return oldest == null ? settings.after() : settings.after().minusNanos(disk.nanoTime() - oldest);
    }

    /** The oldest stream's readings that are not on the disk; null when all are. */
    synchronized @Nullable Batch unwritten(int max) {
        for (MemoryStreams.Stream stream : memory.all()) {
            List<SpooledReading> readings = stream.readings.following(stream.written, max);
            if (!readings.isEmpty()) {
                return new Batch(stream.name, new ArrayList<>(readings));
            }
        }
        return null;
    }

    synchronized void written(Batch batch, SegmentIndex now) {
        MemoryStreams.Stream stream = memory.find(batch.stream());
        if (stream != null) {
            stream.written = batch.readings().getLast().sequence();
        }
        index = now;
        forgetDone();
    }

    /** What is acknowledged of streams of which nothing is left: a hub that is always too slow would make it grow for years. */
    private void forgetDone() {
        if (acknowledged.size() > MOST_FORMER) {
            Set<String> kept = new HashSet<>(keptStreams());
            kept.add(stream());
            acknowledged.keySet().retainAll(kept);
        }
    }

    synchronized List<Loss> losses() {
        return losses.all();
    }

    /** What a former run has lost, and the hub did not know. */
    synchronized void restore(List<Loss> former) {
        for (Loss loss : former) {
            if (loss.last() > acknowledged(loss.stream())) {
                losses.restore(loss);
            }
        }
    }

    synchronized void index(SegmentIndex now) {
        index = now;
        forgetDone();
    }

    /**
     * A segment is gone before its time; what nobody else holds is lost.
     *
     * @param span when its readings were sampled
     */
    void lost(Segment segment, Gap.Cause cause, Loss.Span span) {
        long lost;
        synchronized (this) {
            MemoryStreams.Stream own = memory.find(segment.stream());
            long first = Math.max(segment.first(), acknowledged(segment.stream()) + 1);
            long last = own == null ? segment.last() : Math.min(segment.last(), own.sequence - own.readings.size());
            lost = Math.max(0, last - first + 1);
            if (lost > 0) {
                losses.add(new Loss(segment.stream(), first, last, cause, span));
            }
        }
        if (lost > 0 && cause == Gap.Cause.FULL) { // of any other the disk's thread has told
            tellLoss(lost);
        }
    }

    synchronized @Nullable Fetch wanted() {
        return wanted;
    }

    void fetched(Fetch asked, List<SpooledReading> found) {
        synchronized (this) {
            chunk = new FetchedReadings(asked.stream(), asked.after(), found);
            if (asked.equals(wanted)) {
                wanted = null;
            }
        }
        fetched.run();
    }
}

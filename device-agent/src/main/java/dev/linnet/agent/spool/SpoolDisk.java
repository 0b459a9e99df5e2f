package dev.linnet.agent.spool;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.Gap;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The spool's work on the disk. Blocks; runs on the spool's own thread, which owns it but for what is volatile. */
final class SpoolDisk {
    /** How often it looks at what is on the disk, or should be. */
    static final Duration TICK = Duration.ofSeconds(1);

    /** A disk that failed is tried again this often. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** A segment that cannot be read for so long is left out, so that it does not hold up all that follows. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int BATCH = 500;

    private final DiskSpool spool;
    private final String machine;
    private final SpoolSettings settings;
    private final Scheduler disk;
    private final DiskWatch watch;
    private final long startedAt;
    private @Nullable SegmentLog log;
    private String trouble = "";
    private boolean tried;
    private long lastTry;
    private long lastSync;
    private @Nullable Path unreadable;
    private long unreadableSince;
    private Scheduler.@Nullable Timer look; // the next one
    private boolean closed;
    private volatile SegmentIndex index = SegmentIndex.EMPTY; // written by the spool's thread
    private volatile boolean canWrite; // written by the spool's thread
    private volatile long freeBytes; // written by the spool's thread

    SpoolDisk(DiskSpool spool, String machine, SpoolSettings settings, Scheduler disk) {
        this.spool = spool;
        this.machine = machine;
        this.settings = settings;
        this.disk = disk;
        this.watch = new DiskWatch(settings.directory(), disk::nanoTime);
        this.startedAt = disk.nanoTime();
        this.lastSync = startedAt; // the clock may begin anywhere
    }

    void start() {
        work();
    }

    /** With nothing on the disk and nothing to be put there, there is nothing to do before the oldest reading has waited too long. */
    private void plan() {
        if (look != null) {
            look.cancel();
        }
        boolean idle = log != null && trouble.isEmpty() && index.segments().isEmpty() && spool.isIdle();
        Duration rest = idle ? spool.untilLagging() : TICK;
        look = disk.schedule(rest.compareTo(TICK) > 0 ? rest : TICK, this::work);
    }

    boolean canWrite() {
        return canWrite && !watch.hangs();
    }

    /** Says in the log when the disk hangs. On one thread; does not block. */
    void look() {
        watch.look();
    }

    /** What the file system had left at the last look. */
    long freeBytes() {
        return freeBytes;
    }

    /** Null when that stream's stamps are on, or were brought onto, the clock that counts now. */
    @Nullable
    Instant zero(String stream) {
        SegmentIndex now = index;
        return spool.isOwn(stream) || now.sameClock(stream, machine) ? null : now.zero(stream);
    }

    /** Does whatever there is to do, and plans when to look again. */
    void work() {
        assert disk.isCurrentThread();
        if (closed) {
            return;
        }
        watch.begin();
        try {
            SegmentLog open = opened();
            if (open != null) {
                work(open);
            }
        } finally {
            watch.end();
            plan();
        }
    }

    private void work(SegmentLog open) {
        try {
            forgetAcknowledged(open);
            if (settings.mode() == SpoolSettings.Mode.ALWAYS
                    || (settings.mode() == SpoolSettings.Mode.AUTO && spool.isLagging())) {
                write(open);
            }
            sync(open);
        } catch (IOException e) {
            failed(e);
        }
        publish(open);
        fetch(open);
    }

    /** Null while the directory cannot be used. */
    private @Nullable SegmentLog opened() {
        if (log != null || !mayTry()) {
            return log;
        }
        try {
            SegmentLog opened = SegmentLog.open(settings.directory(), machine, settings.diskBytes());
            opened.cursor().load().forEach(spool::acknowledge);
            spool.restore(opened.losses().load());
            log = opened;
            well();
            publish(opened);
            long left = spool.depth().readings();
            if (left > 0) {
                Logger.info("{} readings in {} wait for the hub", left, settings.directory());
            }
            tellOthers();
        } catch (IOException e) {
            failed(e);
        }
        return log;
    }

    private void tellOthers() {
        try {
            for (Path other : OtherSpools.beside(settings.directory())) {
                Logger.warn(
                        "readings wait in {}, of a device of that name: an agent with 'device: {}' sends them",
                        other,
                        other.getFileName());
            }
        } catch (IOException e) {
            Logger.debug(e, "cannot look for other spools beside {}", settings.directory());
        }
    }

    private boolean mayTry() {
        return trouble.isEmpty() || !tried || disk.nanoTime() - lastTry >= RETRY.toNanos();
    }

    private void failed(IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() == null
                ? e.getClass().getSimpleName() + " " + file.getFile()
                : String.valueOf(e.getMessage());
        if (!trouble.equals(reason)) {
            trouble = reason;
            Logger.error(
                    "the spool cannot use {}: {}; readings wait in memory, and it is tried again every {} s",
                    settings.directory(),
                    reason,
                    RETRY.toSeconds());
        }
        tried = true;
        lastTry = disk.nanoTime();
        canWrite = false;
    }

    private void well() {
        if (!trouble.isEmpty()) {
            Logger.info("the spool uses {} again", settings.directory());
            trouble = "";
        }
        canWrite = settings.mode() != SpoolSettings.Mode.MEMORY;
    }

    private void forgetAcknowledged(SegmentLog open) throws IOException {
        Map<String, Long> acknowledged = spool.acknowledged();
        for (Segment segment : open.index().segments()) {
            if (segment.last() <= acknowledged.getOrDefault(segment.stream(), 0L)) {
                open.delete(segment);
            }
        }
    }

    private void write(SegmentLog open) throws IOException {
        if (!mayTry()) {
            return;
        }
        DiskSpool.Batch batch = spool.unwritten(BATCH);
        while (batch != null) {
            open.append(batch.stream(), batch.readings(), spool.clock());
            index = open.index();
            spool.written(batch, index);
            well();
            makeRoom(open);
            batch = spool.unwritten(BATCH);
        }
    }

    private void makeRoom(SegmentLog open) throws IOException {
        SegmentIndex now = open.index();
        long bytes = now.bytes();
        for (Segment segment : now.segments()) {
            if (bytes <= settings.diskBytes() || segment.equals(now.segments().getLast())) {
                return;
            }
            Loss.Span span = span(segment);
            open.delete(segment);
            publish(open);
            spool.lost(segment, Gap.Cause.FULL, span);
            bytes -= segment.bytes();
        }
    }

    /** Before the segment is left out of the index, which knows the clocks. */
    private Loss.Span span(Segment segment) {
        long shift = shift(segment.stream());
        return new Loss.Span(zero(segment.stream()), segment.firstNanoTime() + shift, segment.lastNanoTime() + shift);
    }

    private void sync(SegmentLog open) throws IOException {
        if (disk.nanoTime() - lastSync < settings.sync().toNanos()) {
            return;
        }
        lastSync = disk.nanoTime();
        open.sync();
        Map<String, Long> cursor = new TreeMap<>();
        Map<String, Long> acknowledged = spool.acknowledged();
        Set<String> kept = new HashSet<>(open.index().streams());
        spool.losses().forEach(loss -> kept.add(loss.stream()));
        for (String stream : kept) {
            Long upTo = acknowledged.get(stream);
            if (upTo != null) {
                cursor.put(stream, upTo);
            }
        }
        open.cursor().save(cursor);
        open.losses().save(spool.losses(), spool.clock());
    }

    private void fetch(SegmentLog open) {
        DiskSpool.Fetch wanted = spool.wanted();
        if (wanted == null) {
            return;
        }
        Segment segment = index.find(wanted.stream(), wanted.after());
        if (segment == null) {
            spool.fetched(wanted, List.of());
            return;
        }
        List<SpooledReading> found = List.of();
        try {
            long shift = shift(wanted.stream());
            found = open.load(segment, wanted.after()).stream()
                    .map(reading -> reading.shifted(shift))
                    .toList();
        } catch (IOException e) {
            if (mayBeReadLater(segment, e)) {
                return; // still wanted: the next tick asks again
            }
        }
        if (found.isEmpty()) {
            Logger.error("{} is left out: the {} readings in it are lost", segment.file(), segment.readings());
            Loss.Span span = span(segment);
            open.leaveOut(segment);
            publish(open);
            spool.lost(segment, Gap.Cause.DAMAGED, span);
        }
        spool.fetched(wanted, found);
    }

    /** Out of descriptors, a medium that is slow to come back: what cannot be read now is not lost yet. */
    private boolean mayBeReadLater(Segment segment, IOException e) {
        long now = disk.nanoTime();
        if (!segment.file().equals(unreadable)) {
            unreadable = segment.file();
            unreadableSince = now;
            Logger.error("{} cannot be read: {}", segment.file(), e.toString());
        }
        return !(e instanceof NoSuchFileException) && now - unreadableSince < PATIENCE.toNanos();
    }

    /** What brings a stream's stamps onto today's clock: of a time when no clock was set, only the order and distances are known. */
    private long shift(String stream) {
        boolean unknowable = !spool.isOwn(stream) && !index.sameClock(stream, machine) && index.zero(stream) == null;
        return unknowable ? startedAt - index.newest(stream) : 0;
    }

    private void publish(SegmentLog open) {
        freeBytes = open.freeBytes();
        index = open.index();
        spool.index(index);
    }

    /** Writes what is left, unless nothing may be written, and lets go of the directory. */
    void close() {
        SegmentLog open = closed ? null : opened();
        closed = true;
        if (look != null) {
            look.cancel();
        }
        if (open == null) {
            return;
        }
        try (open) {
            forgetAcknowledged(open);
            if (settings.mode() != SpoolSettings.Mode.MEMORY) {
                tried = false;
                write(open);
            }
            lastSync = disk.nanoTime() - settings.sync().toNanos();
            sync(open);
        } catch (IOException e) {
            failed(e);
        }
        publish(open);
    }
}

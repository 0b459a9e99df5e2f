package dev.linnet.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The segments in one directory, which it locks. Blocks; owned by the spool's thread. */
final class SegmentLog implements AutoCloseable {
    /** Damage spreads no further, and space comes back in pieces of this size. */
    static final int SEGMENT_BYTES = 256 << 10;

    /** A file of ours is never longer; anything longer is not read into memory. */
    private static final int MAX_FILE_BYTES = SEGMENT_BYTES * 8;

    private final Path directory;
    private final String machine;
    private final long segmentBytes;
    private final FileChannel lock;
    private final Cursor cursor;
    private final LossFile losses;
    private final List<Segment> segments = new ArrayList<>(); // oldest first; the active one is the last
    private final ByteBuffer buffer = ByteBuffer.allocate(SegmentFormat.MAX_RECORD * 4);
    private @Nullable FileChannel active;
    private SegmentRecord.@Nullable Clock clockWritten; // in the active segment
    private long nextNumber = 1;
    private boolean unsynced;

    private SegmentLog(Path directory, String machine, long diskBytes, FileChannel lock) {
        this.directory = directory;
        this.machine = machine;
        this.segmentBytes = Math.min(SEGMENT_BYTES, diskBytes / 4); // where there is little room, it comes back in less
        this.lock = lock;
        this.cursor = new Cursor(directory);
        this.losses = new LossFile(directory);
    }

    /**
     * Takes the directory for this process alone and looks at all that is there.
     *
     * @param diskBytes how much the segments may take
     */
    static SegmentLog open(Path directory, String machine, long diskBytes) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = lock.tryLock();
            if (held == null) {
                throw new IOException("another agent uses it; each needs a directory of its own");
            }
            SegmentLog log = new SegmentLog(directory, machine, diskBytes, lock);
            log.scan();
            return log;
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("another agent in this process uses it", e);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void scan() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(file -> file.getFileName().toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String[] name = file.getFileName().toString().split("\\.", -1);
            if (name.length != 3 || !name[0].matches("\\d{12}") || Files.size(file) > MAX_FILE_BYTES) {
                Logger.warn("{} is left alone: it is no segment of the spool", file);
                continue;
            }
            long number = Long.parseLong(name[0]);
            nextNumber = Math.max(nextNumber, number + 1);
            scan(file, number, name[1]);
        }
    }

    private void scan(Path file, long number, String of) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        SegmentFormat.Contents contents = SegmentFormat.read(bytes);
        if (contents.damaged() > 0) {
            Logger.error("{}: {} bytes are damaged; what they held is lost", file, contents.damaged());
        }
        if (bytes.limit() > contents.end()) {
            Logger.warn("{}: a torn tail of {} bytes is cut off", file, bytes.limit() - contents.end());
        }
        List<SpooledReading> readings = contents.readings();
        if (readings.isEmpty()) {
            Files.delete(file);
            return;
        }
        if (bytes.limit() > contents.end()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(contents.end());
            }
        }
        segments.add(new Segment(
                file,
                number,
                of,
                contents.header() == null ? "" : contents.header().machine(),
                contents.clock(),
                readings.getFirst().sequence(),
                readings.getLast().sequence(),
                readings.getFirst().nanoTime(),
                readings.getLast().nanoTime(),
                readings.size(),
                contents.end()));
    }

    SegmentIndex index() {
        return new SegmentIndex(segments);
    }

    /** What the file system has left. */
    long freeBytes() {
        return directory.toFile().getUsableSpace();
    }

    Cursor cursor() {
        return cursor;
    }

    LossFile losses() {
        return losses;
    }

    /** Writes readings of one of this run's streams, or throws and has written none. */
    void append(String stream, List<SpooledReading> readings, SegmentRecord.@Nullable Clock clock) throws IOException {
        if (active != null && !segments.getLast().stream().equals(stream)) {
            finish(active);
        }
        FileChannel channel = active == null ? create(stream) : active;
        Segment segment = segments.getLast();
        try {
            buffer.clear();
            SegmentRecord.Clock news = clock == null || clock.equals(clockWritten) ? null : clock;
            if (news != null) {
                SegmentFormat.put(news, buffer);
            }
            for (SpooledReading reading : readings) {
                SegmentFormat.put(new SegmentRecord.Entry(reading), buffer);
                if (buffer.remaining() < SegmentFormat.MAX_RECORD) {
                    flush(channel);
                }
            }
            flush(channel);
            unsynced = true;
            clockWritten = clock;
            segments.set(
                    segments.size() - 1,
                    segment.grown(channel.position(), news, readings.getFirst(), readings.getLast(), readings.size()));
        } catch (IOException e) {
            abandon(segment);
            throw e;
        }
        if (channel.position() >= segmentBytes) {
            finish(channel);
        }
    }

    private void finish(FileChannel channel) throws IOException {
        sync();
        channel.close();
        active = null;
    }

    private FileChannel create(String stream) throws IOException {
        Path file = Segment.file(directory, nextNumber, stream);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        segments.add(new Segment(file, nextNumber++, stream, machine, null, 0, 0, 0, 0, 0, 0));
        active = channel;
        clockWritten = null;
        try {
            buffer.clear();
            SegmentFormat.put(new SegmentRecord.Header(machine), buffer);
            flush(channel);
            return channel;
        } catch (IOException e) {
            abandon(segments.getLast());
            throw e;
        }
    }

    private void flush(FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** After a failed write: the segment ends where it was good, and the next write begins another. */
    private void abandon(Segment segment) {
        try (FileChannel channel = Objects.requireNonNull(active)) {
            active = null;
            if (segment.readings() == 0) {
                segments.remove(segment);
                Files.deleteIfExists(segment.file());
            } else {
                channel.truncate(segment.bytes());
            }
        } catch (IOException e) {
            // The next start cuts it off; until then nobody reads beyond the good length.
            Logger.debug(e, "{} keeps a torn tail", segment.file());
        }
    }

    /** A segment's readings with numbers above {@code after}. */
    List<SpooledReading> load(Segment segment, long after) throws IOException {
        byte[] bytes = Files.readAllBytes(segment.file());
        int length = Math.toIntExact(Math.min(bytes.length, segment.bytes()));
        List<SpooledReading> readings =
                SegmentFormat.read(ByteBuffer.wrap(bytes, 0, length)).readings();
        return readings.stream().filter(reading -> reading.sequence() > after).toList();
    }

    /** Deletes the segment's file; nobody needs it any more. */
    void delete(Segment segment) throws IOException {
        if (segments.getLast().number() == segment.number() && active != null) {
            active.close();
            active = null;
        }
        Files.deleteIfExists(segment.file());
        segments.remove(segment);
    }

    /** Leaves out a segment that cannot be read. */
    void leaveOut(Segment segment) {
        segments.remove(segment);
        if (active != null && segment.number() == nextNumber - 1) {
            abandon(segment);
        }
    }

    /** Forces what was written to the medium. */
    void sync() throws IOException {
        if (unsynced && active != null) {
            active.force(true);
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
        unsynced = false;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            sync();
            if (active != null) {
                active.close();
            }
        }
    }
}

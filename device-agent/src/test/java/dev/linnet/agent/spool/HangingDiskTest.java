package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.EventLoop;
import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is a pipe without a reader keeps the one who opens it waiting, as a disk that hangs does. */
@Timeout(60)
class HangingDiskTest {
    private static final int MEMORY = 100_000;

    @TempDir
    Path folder;

    private final OwnThread disk = new OwnThread();

    @AfterEach
    void end() {
        disk.loop.close();
    }

    /** The spool's real thread, on a clock that can be put forward. */
    private static final class OwnThread implements Scheduler {
        final EventLoop loop = new EventLoop("agent-spool");
        final AtomicLong ahead = new AtomicLong();

        @Override
        public long nanoTime() {
            return loop.nanoTime() + ahead.get();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return loop.schedule(delay, task);
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }

        @Override
        public void gather(Duration time, Runnable task) {
            loop.gather(time, task);
        }

        @Override
        public boolean isCurrentThread() {
            return loop.isCurrentThread();
        }

        /** Counts down when all that was given out before is done. */
        CountDownLatch done() {
            CountDownLatch done = new CountDownLatch(1);
            loop.execute(done::countDown);
            return done;
        }
    }

    private DiskSpool start() throws InterruptedException {
        SpoolSettings settings = new SpoolSettings(
                SpoolSettings.Mode.ALWAYS,
                folder.resolve("spool"),
                MEMORY,
                64 << 20,
                Duration.ofSeconds(10),
                Duration.ZERO);
        DiskSpool spool = new DiskSpool("b1", "machine", settings, disk, () -> {});
        spool.start(() -> {});
        return spool;
    }

    private static void append(DiskSpool spool, int count) {
        for (int i = 0; i < count; i++) {
            spool.append("c", 0, Value.of(spool.sampled() + 1.0));
        }
    }

    private static Path pipe(Path file) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        return file;
    }

    /** Waits until the spool's thread is held up, and lets time pass until the spool knows. */
    private void awaitHang() {
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> thread.getKey().getName().equals("agent-spool") && saves(thread.getValue()))) {
            Thread.onSpinWait();
        }
        disk.ahead.addAndGet(DiskWatch.PATIENCE.toNanos());
    }

    private static boolean saves(StackTraceElement... stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("writeString"));
    }

    @Test
    void samplingAndSendingGoOnInMemoryWhichIsBoundedAndThenAllIsWritten() throws Exception {
        DiskSpool spool = start();
        append(spool, 10);
        disk.done().await();
        Path pipe = pipe(folder.resolve("spool/acknowledged.new")); // to be written once there is something new in it
        spool.acknowledge("b1", 5);
        append(spool, 1);
        awaitHang();
        spool.look();
        long onDisk = spool.depth().maxBytes() - MEMORY;
        assertThat(onDisk).as("what lies there").isBetween(0L, 1_000L);
        CountDownLatch written = disk.done();

        append(spool, 500);
        assertThat(spool.next("b1", 11, 1000)).hasSize(500);
        assertThat(spool.depth().evicted()).isZero();
        spool.acknowledge("b1", 11);
        assertThat(spool.remaining("b1", 0)).isEqualTo(500);
        append(spool, 5_000);
        assertThat(spool.depth().bytes()).isBetween(MEMORY / 2L, MEMORY + onDisk);
        long lost = spool.depth().evicted();
        assertThat(lost).isPositive();
        assertThat(written.getCount()).isOne();

        Files.readAllBytes(pipe); // the disk is back
        written.await();
        disk.done().await();
        assertThat(spool.depth().maxBytes()).isEqualTo(64 << 20);
        append(spool, 1);
        disk.done().await();
        assertThat(Files.readString(folder.resolve("spool/acknowledged"))).startsWith("b1 11 ");
        assertThat(all(spool, 11)).isEqualTo(numbers(11 + lost + 1, 5_512));
        assertThat(spool.depth().evicted()).isEqualTo(lost);
    }

    @Test
    void itsEndDoesNotWaitAndWhatWasToBeKeptIsKeptWhenTheDiskIsBack() throws Exception {
        DiskSpool spool = start();
        append(spool, 10);
        disk.done().await();
        Path pipe = pipe(folder.resolve("spool/acknowledged.new"));
        spool.acknowledge("b1", 5);
        append(spool, 1);
        awaitHang();
        append(spool, 5);
        CountDownLatch closed = new CountDownLatch(1);
        spool.close(closed::countDown);
        assertThat(closed.getCount()).isOne();
        assertThat(spool.depth().readings()).isEqualTo(11);
        Files.readAllBytes(pipe);
        closed.await();
        assertThat(all(spool, 5)).isEqualTo(numbers(6, 16));
        try (SegmentLog left = SegmentLog.open(folder.resolve("spool"), "machine", 64 << 20)) {
            assertThat(left.index().count("b1", 5, Long.MAX_VALUE)).isEqualTo(11);
        }
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** Everything that follows a number, fetched as a sender does. */
    private List<Long> all(DiskSpool spool, long after) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        long at = after;
        while (spool.remaining("b1", at) > 0) {
            List<SpooledReading> batch = spool.next("b1", at, 500);
            if (batch.isEmpty()) {
                disk.done().await();
                continue;
            }
            batch.forEach(reading -> numbers.add(reading.sequence()));
            at = batch.getLast().sequence();
        }
        return numbers;
    }
}

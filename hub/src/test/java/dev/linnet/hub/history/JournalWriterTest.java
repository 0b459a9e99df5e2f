package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Hello;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal, writer and a real file: what is acknowledged is there, whatever happens in between. */
class JournalWriterTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
    private final CommitListener listener = (boot, sequence) -> acknowledged.add(sequence);

    @Test
    void acknowledgesWithinTheCommitTime() throws Exception {
        Journal journal = new Journal(1 << 20);
        try (JournalWriter writer = start(journal, SOON, 1_000_000)) {
            journal.append("kitchen", TestAgent.telemetry("b1", 1, 10), listener);
            assertThat(nextAck()).isEqualTo(10);
            assertThat(count()).isEqualTo(10);
            assertThat(writer.committedReadings()).isEqualTo(10);
        }
    }

    @Test
    void commitsAFullGroupWithoutWaiting() throws Exception {
        Journal journal = new Journal(1 << 20);
        try (JournalWriter writer = start(journal, NEVER, 10)) {
            journal.append("kitchen", TestAgent.telemetry("b1", 1, 9), listener);
            assertThat(acknowledged).isEmpty();
            journal.append("kitchen", TestAgent.telemetry("b1", 10, 10), listener);
            assertThat(nextAck()).isEqualTo(10);
            assertThat(writer.problem()).isNull();
        }
    }

    @Test
    void whatWasNotCommittedWasNotAcknowledgedAndComesAgain() throws Exception {
        Journal killed = new Journal(1 << 20);
        JournalWriter writer = start(killed, SOON, 1_000_000);
        killed.append("kitchen", TestAgent.telemetry("b1", 1, 10), listener);
        assertThat(nextAck()).isEqualTo(10);
        writer.close();
        // The hub dies between taking these and committing them: nobody ever writes this journal.
        Journal lost = new Journal(1 << 20);
        lost.append("kitchen", TestAgent.telemetry("b1", 11, 20), listener);
        assertThat(acknowledged).isEmpty();

        Journal journal = new Journal(1 << 20);
        try (JournalWriter again = start(journal, SOON, 1_000_000)) {
            Hello hello = TestAgent.helloOf("kitchen", "b1");
            assertThat(journal.hello(hello, listener)).containsEntry("b1", 10L);
            journal.append("kitchen", TestAgent.telemetry("b1", 5, 20), listener);
            assertThat(nextAck()).isEqualTo(20);
            assertThat(count()).isEqualTo(20);
            assertThat(again.committedReadings()).isEqualTo(10);
        }
    }

    @Test
    void keepsTheGroupWhileAnotherProcessLocksTheFile() throws Exception {
        Journal journal = new Journal(1 << 20);
        try (JournalWriter writer = start(journal, SOON, 1_000_000);
                Connection other = Database.writer(file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            journal.append("kitchen", TestAgent.telemetry("b1", 1, 10), listener);
            await(() -> writer.problem() != null);
            assertThat(writer.problem()).contains("BUSY");
            assertThat(acknowledged).isEmpty();
            statement.execute("ROLLBACK");
            assertThat(nextAck()).isEqualTo(10);
            await(() -> writer.problem() == null);
            assertThat(count()).isEqualTo(10);
        }
    }

    @Test
    void closingCommitsWhatIsQueued() throws Exception {
        Journal journal = new Journal(1 << 20);
        JournalWriter writer = start(journal, NEVER, 1_000_000);
        journal.append("kitchen", TestAgent.telemetry("b1", 1, 10), listener);
        writer.close();
        writer.close();
        assertThat(acknowledged).containsExactly(10L);
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void closingGivesUpOnAFileThatStaysLocked() throws Exception {
        Journal journal = new Journal(1 << 20);
        JournalWriter writer = start(journal, SOON, 1_000_000);
        try (Connection other = Database.writer(file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            journal.append("kitchen", TestAgent.telemetry("b1", 1, 10), listener);
            writer.close();
            assertThat(writer.running()).isFalse();
            assertThat(acknowledged).isEmpty();
        }
    }

    @Test
    void saysWhichFileIsNoHistory() throws Exception {
        Files.writeString(file(), "this is no database at all, and long enough to be taken for one ".repeat(20));
        assertThatThrownBy(() -> start(new Journal(1 << 20), SOON, 10)).hasMessageContaining("history.db");
    }

    @Test
    void aDiskThatHangsIsNoticedAndHoldsUpNeitherSessionsNorTheEndOfTheHub() throws Exception {
        Journal journal = new Journal(1 << 20);
        HangingClock clock = new HangingClock();
        AtomicLong nanos = new AtomicLong();
        JournalWriter writer = new JournalWriter(
                journal, file(), clock, SOON, 1_000_000, Retention.DEFAULT, nanos::get, new Metrics());
        writer.start();
        clock.hang();
        journal.append("kitchen", TestAgent.telemetry("b1", 1, 10), listener);
        clock.await();
        assertThat(writer.problem()).isNull();
        nanos.addAndGet(WriteWatch.PATIENCE.toNanos());
        writer.look();
        assertThat(writer.status().problem()).contains("has not returned for 10 s");
        assertThat(journal.append("kitchen", TestAgent.telemetry("b1", 11, 20), listener))
                .isZero();
        assertThat(writer.end(Duration.ofMillis(1))).isFalse();
        assertThat(writer.running()).isTrue();
        assertThat(acknowledged).isEmpty();
        clock.goOn();
        assertThat(writer.end(Duration.ofMinutes(1))).isTrue();
        assertThat(acknowledged).contains(20L);
        assertThat(writer.problem()).isNull();
        assertThat(count()).isEqualTo(20);
    }

    private JournalWriter start(Journal journal, Duration every, int readings) throws Exception {
        JournalWriter writer = new JournalWriter(
                journal,
                file(),
                Clock.systemUTC(),
                every,
                readings,
                Retention.DEFAULT,
                System::nanoTime,
                new Metrics());
        writer.start();
        return writer;
    }

    private long count() throws Exception {
        Instant now = Instant.now();
        try (HistoryReader reader = new HistoryReader(file())) {
            return reader.page(new HistoryQuery.Raw(
                            "kitchen", "temperature", now.minusSeconds(3600), now.plusSeconds(60), 10_000, null))
                    .orElseThrow()
                    .points()
                    .size();
        }
    }

    private long nextAck() throws InterruptedException {
        Long sequence = acknowledged.poll(10, TimeUnit.SECONDS);
        assertThat(sequence).as("an acknowledgement").isNotNull();
        return sequence == null ? 0 : sequence;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private Path file() {
        return folder.resolve("history.db");
    }
}

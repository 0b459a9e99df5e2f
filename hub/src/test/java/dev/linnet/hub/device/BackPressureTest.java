package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.history.Journal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a socket is read and when not; nobody commits here, so the journal stays as full as it is. */
class BackPressureTest {
    private static final Duration TTL = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // clocks may overflow
    private final Journal journal = new Journal(12_000); // a hundred readings
    private final FakeWebSocket socket = new FakeWebSocket();
    private int counted;
    private final BackPressure pressure = new BackPressure(journal, nanos::get, () -> counted++);
    private long last;

    private void readings(int count) {
        assertThat(journal.append("kitchen", TestAgent.telemetry("b1", last + 1, last + count), (boot, sequence) -> {}))
                .isNotEqualTo(Journal.REFUSED);
        last += count;
        pressure.taken(socket);
    }

    @Test
    void aFullJournalStopsTheReading() {
        readings(100);
        assertThat(socket.paused).isFalse();
        readings(1);
        assertThat(socket.paused).isTrue();
        readings(1); // was in the engine's buffer
        assertThat(socket.paused).isTrue();
        assertThat(counted).isEqualTo(1);
    }

    @Test
    void whatIsReadSoonAfterAPauseMayHaveWaited() {
        assertThat(pressure.delays()).isFalse();
        readings(101);
        assertThat(pressure.delays()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
        assertThat(pressure.delays()).isTrue();
        nanos.addAndGet(1);
        assertThat(pressure.delays()).isFalse();
    }

    @Test
    void whileAResultIsOnItsWayWhatStandsBeforeItIsTaken() {
        readings(101);
        pressure.commanded(socket, TTL);
        assertThat(socket.paused).isFalse();
        readings(10);
        assertThat(socket.paused).isFalse();
        pressure.answered();
        readings(10);
        assertThat(socket.paused).isTrue();
    }

    @Test
    void eachCommandIsWaitedFor() {
        pressure.commanded(socket, TTL);
        pressure.commanded(socket, TTL);
        readings(101);
        assertThat(socket.paused).isFalse();
        pressure.answered();
        readings(1);
        assertThat(socket.paused).isFalse();
        pressure.answered();
        pressure.answered(); // one that came twice
        readings(1);
        assertThat(socket.paused).isTrue();
        pressure.commanded(socket, TTL);
        assertThat(socket.paused).isFalse();
    }

    @Test
    void anAgentThatAnswersNothingIsNotReadForEver() {
        pressure.commanded(socket, TTL);
        readings(101);
        nanos.addAndGet(TTL.plusSeconds(2).toNanos() - 1);
        readings(1);
        assertThat(socket.paused).isFalse();
        nanos.addAndGet(1);
        readings(1);
        assertThat(socket.paused).isTrue();
    }

    @Test
    void thereIsABoundEvenForThat() {
        pressure.commanded(socket, TTL);
        readings(150);
        assertThat(socket.paused).isFalse();
        readings(1);
        assertThat(socket.paused).isTrue();
    }
}

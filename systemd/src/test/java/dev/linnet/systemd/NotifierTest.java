package dev.linnet.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real datagram socket. */
class NotifierTest {
    private static final long PID = 4711;

    @TempDir
    private Path directory;

    @Test
    void tellsSystemdAtAPath() throws IOException {
        String address = directory.resolve("notify").toString();
        try (DatagramReceiver systemd = new DatagramReceiver(address)) {
            tellEverything(systemd, address);
        }
    }

    @Test
    void tellsSystemdAtAnAbstractName() throws IOException {
        String address = "@linnet-" + UUID.randomUUID();
        try (DatagramReceiver systemd = new DatagramReceiver(address)) {
            tellEverything(systemd, address);
        }
    }

    private static void tellEverything(DatagramReceiver systemd, String address) throws IOException {
        Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", address), PID);
        assertThat(notifier.connected()).isTrue();

        notifier.ready("2 devices");
        assertThat(systemd.next()).isEqualTo("READY=1\nSTATUS=2 devices");
        notifier.status("grüße\nREADY=0\r\nx");
        assertThat(systemd.next()).isEqualTo("STATUS=grüße READY=0 x");
        notifier.watchdog();
        assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
        notifier.stopping("bye");
        assertThat(systemd.next()).isEqualTo("STOPPING=1\nSTATUS=bye");
        assertThat(systemd.next()).isNull();
    }

    @Test
    void isSilentWithoutSystemd() throws IOException {
        Notifier notifier = Notifier.of(Map.of("WATCHDOG_USEC", "30000000"), PID);
        assertThat(notifier.connected()).isFalse();
        assertThat(notifier.watchdogInterval()).isNull();
        notifier.ready("");
        notifier.status("");
        notifier.watchdog();
        notifier.stopping("");
    }

    @Test
    void saysThatNobodyListens() {
        String address = directory.resolve("nobody").toString();
        Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", address), PID);
        assertThatThrownBy(notifier::watchdog)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(address)
                .hasMessageContaining("error 2");
    }

    @Test
    void leaksNoDescriptor() throws IOException {
        String address = directory.resolve("notify").toString();
        try (DatagramReceiver systemd = new DatagramReceiver(address)) {
            Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", address), PID);
            notifier.watchdog();
            int before = openDescriptors();
            for (int i = 0; i < 200; i++) {
                assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
                notifier.watchdog();
            }
            assertThat(openDescriptors()).isLessThan(before + 100);
        }
    }

    private static int openDescriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vsock:2:1234",
                "relative",
                "/a/path/that/is/longer/than/what/fits/into/an/address/of/a/unix/socket/which/takes/one/hundred/and/eight/bytes"
            })
    void refusesAnAddressThatItCannotReach(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notifier.of(Map.of("NOTIFY_SOCKET", address), PID))
                .withMessageContaining(address);
    }

    @ParameterizedTest
    @CsvSource({"4711, 15000", "4712,", ", 15000"})
    void feedsItsOwnWatchdogAtHalfTheTime(String addressee, Long millis) {
        Map<String, String> environment = addressee == null
                ? Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "30000000")
                : Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "30000000", "WATCHDOG_PID", addressee);
        assertThat(Notifier.of(environment, PID).watchdogInterval())
                .isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void refusesAWatchdogThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notifier.of(Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "soon"), PID))
                .withMessageContaining("WATCHDOG_USEC must be a positive whole number, not 'soon'");
    }

    @Test
    void feedsTheWatchdogOnlyWhileAlive() throws IOException {
        String address = directory.resolve("notify").toString();
        try (DatagramReceiver systemd = new DatagramReceiver(address)) {
            Notifier notifier = Notifier.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "2000000"), PID);
            Watchdog alive = new Watchdog(notifier, () -> null);
            assertThat(alive.interval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(alive.feed()).isNull();
            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");

            assertThat(new Watchdog(notifier, () -> "the event loop").feed()).isEqualTo("the event loop");
            assertThat(systemd.next()).isEqualTo("STATUS=stuck: the event loop");
            assertThat(systemd.next()).isNull();
        }
    }
}

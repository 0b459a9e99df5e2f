package dev.linnet.systemd;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd how the service is (sd_notify(3)). Without {@code NOTIFY_SOCKET} in the environment, as in a shell, every
 * call does nothing. Safe for use by any thread; a call may wait for systemd, so none belongs on an event loop.
 */
public final class Notifier {
    private final @Nullable UnixDatagram socket;
    private final @Nullable Duration watchdogInterval;

    private Notifier(@Nullable UnixDatagram socket, @Nullable Duration watchdogInterval) {
        this.socket = socket;
        this.watchdogInterval = watchdogInterval;
    }

    /** For this process, as systemd started it. */
    public static Notifier fromEnvironment() {
        return of(System.getenv(), ProcessHandle.current().pid());
    }

    /**
     * For a process with that environment and id.
     *
     * @throws IllegalArgumentException when a variable of systemd's has a form that it cannot have
     */
    static Notifier of(Map<String, String> environment, long pid) {
        String address = environment.get("NOTIFY_SOCKET");
        if (address == null || address.isEmpty()) {
            return new Notifier(null, null);
        }
        return new Notifier(new UnixDatagram(address), watchdogInterval(environment, pid));
    }

    /** Whether anybody listens. */
    public boolean connected() {
        return socket != null;
    }

    /** How often to call {@link #watchdog}: half of the unit's {@code WatchdogSec=}, null when it has none. */
    public @Nullable Duration watchdogInterval() {
        return watchdogInterval;
    }

    /** Start-up is finished; {@code systemctl start} returns now. */
    public void ready(String status) throws IOException {
        send("READY=1\nSTATUS=" + oneLine(status));
    }

    /** One line for {@code systemctl status}. */
    public void status(String status) throws IOException {
        send("STATUS=" + oneLine(status));
    }

    /** The service is about to end by its own will. */
    public void stopping(String status) throws IOException {
        send("STOPPING=1\nSTATUS=" + oneLine(status));
    }

    /** The service is alive; without this in time systemd kills and restarts it. */
    public void watchdog() throws IOException {
        send("WATCHDOG=1");
    }

    private void send(String assignments) throws IOException {
        if (socket != null) {
            socket.send(assignments);
        }
    }

    private static @Nullable Duration watchdogInterval(Map<String, String> environment, long pid) {
        String micros = environment.get("WATCHDOG_USEC");
        String addressee = environment.get("WATCHDOG_PID");
        // sd_watchdog_enabled(3): a variable meant for another process of the service is none of ours.
        if (micros == null || (addressee != null && number("WATCHDOG_PID", addressee) != pid)) {
            return null;
        }
        return Duration.ofNanos(Math.multiplyExact(number("WATCHDOG_USEC", micros), 1_000L) / 2);
    }

    private static long number(String variable, String text) {
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(variable + " must be a positive whole number, not '" + text + "'", e);
        }
        throw new IllegalArgumentException(variable + " must be a positive whole number, not '" + text + "'");
    }

    /** A line break would begin another assignment. */
    private static String oneLine(String status) {
        return status.replaceAll("\\R", " ");
    }
}

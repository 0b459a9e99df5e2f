package dev.linnet.hub;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.device.DeviceSessions;
import dev.linnet.hub.device.PolledSessions;
import dev.linnet.hub.history.JournalWriter;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What is done every second: notice changed tokens and certificates, end sessions that never said hello, look whether the history's
 * disk hangs. What reads files has a thread of its own, since a disk that hangs holds it up.
 */
final class Housekeeping implements AutoCloseable {
    private final Doorkeeper doorkeeper;
    private final DeviceSessions sessions;
    private final PolledSessions polled;
    private final DeviceTracing tracing;
    private final JournalWriter writer;
    private final @Nullable CertificateWatch certificate;
    private final ScheduledThreadPoolExecutor rounds = executor("hub-housekeeping");
    private final ScheduledThreadPoolExecutor files = executor("hub-files");

    Housekeeping(
            Doorkeeper doorkeeper,
            DeviceSessions sessions,
            PolledSessions polled,
            DeviceTracing tracing,
            JournalWriter writer,
            @Nullable CertificateWatch certificate) {
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.polled = polled;
        this.tracing = tracing;
        this.writer = writer;
        this.certificate = certificate;
    }

    private static ScheduledThreadPoolExecutor executor(String name) {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
    }

    void start() {
        everySecond(rounds, this::round);
        everySecond(files, this::readFiles);
    }

    private static void everySecond(ScheduledThreadPoolExecutor executor, Runnable task) {
        var repeated = executor.scheduleWithFixedDelay(() -> guarded(task), 1, 1, TimeUnit.SECONDS);
        assert !repeated.isDone() : "it ends only with the executor";
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Logger.error(e, "a round of housekeeping failed");
        }
    }

    /** What SIGHUP asks for. */
    void reload() {
        try {
            files.execute(this::reloadNow);
        } catch (RejectedExecutionException e) {
            Logger.info("reload: the hub is stopping");
        }
    }

    private void reloadNow() {
        doorkeeper.refresh();
        if (certificate == null) {
            Logger.info("reload: there is no 'tls' in the configuration, so no certificate to read again");
        } else {
            certificate.reload();
        }
    }

    private void readFiles() {
        doorkeeper.refresh();
        if (certificate != null) {
            certificate.refresh();
        }
    }

    private void round() {
        writer.look();
        sessions.sweep();
        polled.sweep();
        tracing.sweep();
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        files.shutdownNow();
    }
}

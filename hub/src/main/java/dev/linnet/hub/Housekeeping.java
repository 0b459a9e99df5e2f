package dev.linnet.hub;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.device.DeviceSessions;
import dev.linnet.hub.device.PolledSessions;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** What is done every second: notice changed tokens and certificates, end sessions that never said hello. On a thread that may block. */
final class Housekeeping implements AutoCloseable {
    private final Doorkeeper doorkeeper;
    private final DeviceSessions sessions;
    private final PolledSessions polled;
    private final DeviceTracing tracing;
    private final @Nullable CertificateWatch certificate;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("hub-housekeeping").daemon().factory());

    Housekeeping(
            Doorkeeper doorkeeper,
            DeviceSessions sessions,
            PolledSessions polled,
            DeviceTracing tracing,
            @Nullable CertificateWatch certificate) {
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.polled = polled;
        this.tracing = tracing;
        this.certificate = certificate;
    }

    void start() {
        var repeated = executor.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
        assert !repeated.isDone() : "it ends only with the executor";
    }

    /** What SIGHUP asks for. */
    void reload() {
        try {
            executor.execute(this::reloadNow);
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

    private void round() {
        try {
            doorkeeper.refresh();
            sessions.sweep();
            polled.sweep();
            tracing.sweep();
            if (certificate != null) {
                certificate.refresh();
            }
        } catch (RuntimeException e) {
            Logger.error(e, "a round of housekeeping failed");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package dev.linnet.hub.device;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.SteppedJournal;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Result;
import dev.linnet.websocket.WebSocketListener;
import java.time.Clock;
import java.time.Duration;

/** The hub's real sessions and journal for one device, without sockets, threads and disk: everything happens when the test says so. */
public final class SteppedHub {
    private final String device;
    private final SteppedJournal journal;
    private final MessageCodec codec;
    private final SessionLimits limits;
    private SessionContext context;

    /** @param maxReadings the most in one message */
    public SteppedHub(String device, SteppedJournal journal, MessageCodec codec, int maxReadings) {
        this.device = device;
        this.journal = journal;
        this.codec = codec;
        SessionLimits usual = SessionLimits.DEFAULT;
        this.limits = new SessionLimits(
                usual.maxMessageBytes(),
                maxReadings,
                usual.maxChannels(),
                usual.heartbeat(),
                usual.helloTimeout(),
                usual.faultsPerMinute());
        this.context = start();
    }

    private SessionContext start() {
        return new SessionContext(
                new DeviceSessions(),
                new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1)),
                journal.journal(),
                limits,
                new SessionEvents() {
                    @Override
                    public void result(String of, Result result) {}

                    @Override
                    public void writable(String of) {}
                },
                new SessionMetrics(new Metrics()),
                Clock.systemUTC(),
                System::nanoTime);
    }

    /** A new connection's session. */
    public WebSocketListener session() {
        return new DeviceSession(new Doorkeeper.Admitted(device, 1), codec, context);
    }

    public void commit() throws InterruptedException {
        journal.commit();
    }

    /** Killed and started again; its sessions are gone. */
    public void crash() {
        journal.crash();
        context = start();
    }

    /** Stopped, and started with the history of its last backup. */
    public void restoreBackup() {
        journal.restoreBackup();
        context = start();
    }
}

package dev.linnet.hub.device;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.SteppedJournal;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.Result;
import dev.linnet.websocket.WebSocketListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The hub's real sessions and journal for one device, without sockets, threads and disk: everything happens when the test says so. */
public final class SteppedHub {
    private final String device;
    private final SteppedJournal journal;
    private SessionContext context;

    /** @param capacity bytes of readings that may wait for their commit */
    public SteppedHub(String device, long capacity) {
        this.device = device;
        this.journal = new SteppedJournal(device, capacity);
        this.context = start();
    }

    private SessionContext start() {
        return new SessionContext(
                new DeviceSessions(),
                new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1)),
                journal.journal(),
                SessionLimits.DEFAULT,
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
        return new DeviceSession(new Doorkeeper.Admitted(device, 1), new JsonCodec(), context);
    }

    public void commit() throws InterruptedException {
        journal.commit();
    }

    /** Killed and started again; its sessions are gone. */
    public void crash() throws InterruptedException {
        journal.crash();
        context = start();
    }

    /** The numbers of that boot in the order in which they were committed. */
    public List<Long> stored(String boot) {
        return journal.stored(boot);
    }
}

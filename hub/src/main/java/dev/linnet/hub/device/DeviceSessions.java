package dev.linnet.hub.device;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.Journal;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.websocket.CloseStatus;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The live sessions: at most one a device, and those that have not said hello yet. Any thread. */
public final class DeviceSessions implements DeviceLink {
    /** Application close codes, as {@code docs/protocol.md} names them. */
    static final int REPLACED = 4001;

    static final int NO_HELLO = 4002;

    final DeviceRegistry registry;
    final Journal journal;
    final MessageCodec codec;
    final SessionLimits limits;
    final SessionEvents events;
    final SessionMetrics metrics;
    final LongSupplier nanoClock;
    final Clock clock;

    private final ConcurrentMap<String, DeviceSession> byDevice = new ConcurrentHashMap<>();
    private final Set<DeviceSession> open = ConcurrentHashMap.newKeySet();

    public DeviceSessions(
            DeviceRegistry registry,
            Journal journal,
            MessageCodec codec,
            SessionLimits limits,
            SessionEvents events,
            Metrics metrics,
            Clock clock,
            LongSupplier nanoClock) {
        this.registry = registry;
        this.journal = journal;
        this.codec = codec;
        this.limits = limits;
        this.events = events;
        this.metrics = new SessionMetrics(metrics);
        this.clock = clock;
        this.nanoClock = nanoClock;
        metrics.gauge("linnet_sessions", "Devices connected now.", byDevice::size);
    }

    /** A session for a device that was let in; it counts once its handshake is complete. */
    DeviceSession session(Doorkeeper.Admitted admitted) {
        return new DeviceSession(admitted, this);
    }

    @Override
    public Delivery send(String device, Command command) {
        DeviceSession session = byDevice.get(device);
        return session == null ? Delivery.OFFLINE : session.send(command);
    }

    /** Ends sessions that have not said hello in time; called every second or so. */
    public void sweep() {
        long now = nanoClock.getAsLong();
        for (DeviceSession session : open) {
            session.endIfSilent(now);
        }
    }

    /** Ends the sessions of devices whose token is no longer good. */
    public void endRevoked(Doorkeeper doorkeeper) {
        for (DeviceSession session : open) {
            if (!doorkeeper.stillAdmits(session.admitted())) {
                session.close(new CloseStatus(CloseStatus.POLICY_VIOLATION, "this device's token was revoked"));
            }
        }
    }

    void opened(DeviceSession session) {
        open.add(session);
    }

    /** Makes this the device's session, and ends the one that was. */
    void established(String device, DeviceSession session) {
        metrics.opened.increment();
        DeviceSession former = byDevice.put(device, session);
        if (former != null) {
            metrics.replaced.increment();
            former.replaced();
        }
    }

    /** The session has ended; true when it was its device's, so that the device is now offline. */
    boolean closed(String device, DeviceSession session) {
        open.remove(session);
        return byDevice.remove(device, session);
    }
}

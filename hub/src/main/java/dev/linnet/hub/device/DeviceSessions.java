package dev.linnet.hub.device;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.protocol.Command;
import dev.linnet.websocket.CloseStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The live sessions: at most one a device, and those that have not said hello yet. Any thread. */
public final class DeviceSessions implements DeviceLink {
    private final ConcurrentMap<String, DeviceSession> byDevice = new ConcurrentHashMap<>();
    private final Set<DeviceSession> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Doorkeeper doorkeeper; // once it has said who may come in

    @Override
    public Delivery send(String device, @Nullable String boot, Command command) {
        DeviceSession session = byDevice.get(device);
        return session == null ? Delivery.Unsent.OFFLINE : session.send(boot, command);
    }

    /** How many devices are connected. */
    public int connected() {
        return byDevice.size();
    }

    /** Ends sessions that have not said hello in time; called every second or so. */
    public void sweep() {
        open.forEach(DeviceSession::endIfSilent);
    }

    /** Ends the sessions of devices whose token is no longer good; called when that has changed. */
    public void endRevoked(Doorkeeper changed) {
        doorkeeper = changed;
        open.forEach(session -> endIfRevoked(session, changed));
    }

    void opened(DeviceSession session) {
        open.add(session);
        // Its token may have been revoked after it was let in, and before those who are open were looked at.
        Doorkeeper latest = doorkeeper;
        if (latest != null) {
            endIfRevoked(session, latest);
        }
    }

    private static void endIfRevoked(DeviceSession session, Doorkeeper doorkeeper) {
        if (!doorkeeper.stillAdmits(session.admitted())) {
            session.close(new CloseStatus(CloseStatus.POLICY_VIOLATION, "this device's token was revoked"));
        }
    }

    /** Makes this the device's session; returns the one that was, or null. */
    @Nullable
    DeviceSession established(String device, DeviceSession session) {
        return byDevice.put(device, session);
    }

    /** The session has ended; true when it was its device's, so that the device is now offline. */
    boolean closed(String device, DeviceSession session) {
        open.remove(session);
        return byDevice.remove(device, session);
    }
}

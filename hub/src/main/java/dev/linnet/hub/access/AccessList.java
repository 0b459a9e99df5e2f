package dev.linnet.hub.access;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may come in, at one moment. Immutable, so any thread looks things up without waiting. */
record AccessList(Map<Digest, String> devices, Map<Digest, Principal> api, Map<Digest, Instant> sessions) {
    static final AccessList EMPTY = new AccessList(Map.of(), Map.of(), Map.of());

    AccessList {
        devices = Map.copyOf(devices);
        api = Map.copyOf(api);
        sessions = Map.copyOf(sessions);
    }

    /** Whether that device still has the token of that digest. */
    boolean holds(String device, Digest token) {
        return device.equals(devices.get(token));
    }

    /** The browser session's end, or null when there is no such session. */
    @Nullable
    Instant sessionEnd(Digest session) {
        return sessions.get(session);
    }
}

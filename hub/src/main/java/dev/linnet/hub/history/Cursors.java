package dev.linnet.hub.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of every device. Those are held that the device's latest hello named or that were used since then: of these, the agent may
 * still have readings that are here already. Of the others, which are most likely done, the most recently used are kept, so that
 * an agent that restarts in a loop, and makes a stream each time, fills nothing. Guarded by the {@link Journal}'s lock.
 */
final class Cursors {
    /** Of each device; for a hello that leaves out a stream, as that of an agent does which cannot read its disk at the moment. */
    static final int KEPT = 100;

    /** One device's, by stream. */
    private static final class Device {
        final Map<String, Cursor> cursors = new HashMap<>(4); // most have few
        int held;
        Set<String> named = Set.of(); // by the hello that is not confirmed yet

        @Nullable
        Object confirms; // the session of that hello; null for none
    }

    private final Map<String, Device> devices = new HashMap<>();
    private final int kept;
    private long uses;

    /** @param kept how many of each device stay that are not held */
    Cursors(int kept) {
        this.kept = kept;
    }

    void restore(Cursor cursor) {
        uses = Math.max(uses, cursor.used);
        of(cursor.device).cursors.put(cursor.boot, cursor);
    }

    /** That stream's cursor, or null when nothing of it was ever taken. */
    @Nullable
    Cursor find(String device, String boot) {
        Device known = devices.get(device);
        return known == null ? null : known.cursors.get(boot);
    }

    /** That stream's cursor, which is held from now on until a hello does not name it. */
    Cursor use(String device, String boot) {
        Device known = of(device);
        Cursor cursor = known.cursors.computeIfAbsent(boot, name -> new Cursor(device, name, 0, 0, 0));
        cursor.used = ++uses;
        if (!cursor.held) {
            cursor.held = true;
            known.held++;
        }
        return cursor;
    }

    /** The device says that it still has readings of these streams, and of no other; the latter counts once it is confirmed. */
    void hold(String device, Set<String> boots, Object session) {
        Device known = of(device);
        for (Cursor cursor : known.cursors.values()) {
            if (!cursor.held && boots.contains(cursor.boot)) {
                cursor.held = true;
                known.held++;
            }
        }
        known.named = boots;
        known.confirms = session;
    }

    /**
     * The session has sent readings, so the agent has heard the answer to its hello. One that came late, over a connection that the agent
     * had given up, may leave out streams that have begun since.
     */
    void confirm(String device, Object session) {
        Device known = of(device);
        if (session.equals(known.confirms)) {
            known.confirms = null;
            known.held = 0;
            for (Cursor cursor : known.cursors.values()) {
                cursor.held = known.named.contains(cursor.boot);
                known.held += cursor.held ? 1 : 0;
            }
            known.named = Set.of();
        }
    }

    /** Takes out the device's cursors that need not be kept; none with readings still to be committed. */
    List<Cursor> dropSurplus(String device) {
        Device known = of(device);
        int surplus = known.cursors.size() - known.held - kept;
        if (surplus <= 0) {
            return List.of();
        }
        List<Cursor> dropped = known.cursors.values().stream()
                .filter(cursor -> !cursor.held)
                .sorted(Comparator.comparingLong((Cursor cursor) -> cursor.used))
                .limit(surplus)
                .filter(cursor -> cursor.committed == cursor.accepted)
                .toList();
        dropped.forEach(cursor -> known.cursors.remove(cursor.boot));
        return dropped;
    }

    private Device of(String device) {
        return devices.computeIfAbsent(device, name -> new Device());
    }
}

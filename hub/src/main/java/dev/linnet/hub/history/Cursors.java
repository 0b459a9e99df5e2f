package dev.linnet.hub.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of every device. An agent that restarts in a loop makes a new boot each time, so each device keeps the
 * {@value #KEPT} most recently used ones and those that its latest hello named. Guarded by the {@link Journal}'s lock.
 */
final class Cursors {
    static final int KEPT = 16;

    private final Map<String, Map<String, Cursor>> byDevice = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final int kept;
    private long uses;

    /** @param kept how many of each device stay for good */
    Cursors(int kept) {
        this.kept = kept;
    }

    void restore(Cursor cursor) {
        uses = Math.max(uses, cursor.used);
        of(cursor.device).put(cursor.boot, cursor);
    }

    /** That boot's cursor, or null when nothing of it was ever taken. */
    @Nullable
    Cursor find(String device, String boot) {
        Map<String, Cursor> boots = byDevice.get(device);
        return boots == null ? null : boots.get(boot);
    }

    Cursor use(String device, String boot) {
        Cursor cursor = of(device).computeIfAbsent(boot, name -> new Cursor(device, name, 0, 0, 0));
        cursor.used = ++uses;
        return cursor;
    }

    /** The boots that the device says it still holds readings of; their cursors are not dropped. */
    void hold(String device, Set<String> boots) {
        held.put(device, Set.copyOf(boots));
    }

    /** Takes out the device's cursors that need not be kept; none with readings still to be committed. */
    List<Cursor> dropSurplus(String device) {
        Map<String, Cursor> boots = byDevice.get(device);
        if (boots == null || boots.size() <= kept) {
            return List.of();
        }
        Set<String> named = held.getOrDefault(device, Set.of());
        List<Cursor> surplus = new ArrayList<>(boots.values());
        surplus.sort(Comparator.comparingLong((Cursor cursor) -> cursor.used).reversed());
        surplus = surplus.subList(kept, surplus.size());
        surplus.removeIf(cursor -> named.contains(cursor.boot) || cursor.committed < cursor.accepted);
        surplus.forEach(cursor -> boots.remove(cursor.boot));
        return surplus;
    }

    private Map<String, Cursor> of(String device) {
        return byDevice.computeIfAbsent(device, name -> new HashMap<>(4));
    }
}

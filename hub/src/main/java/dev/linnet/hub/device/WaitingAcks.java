package dev.linnet.hub.device;

import java.util.HashMap;
import java.util.Map;

/**
 * Acknowledgements that a session's socket has not taken, the latest of each boot. Any thread's. Every session has one and hardly
 * ever an entry, so without entries it holds nothing.
 */
final class WaitingAcks {
    private Map<String, Long> latest = Map.of(); // guarded by this

    synchronized boolean isEmpty() {
        return latest.isEmpty();
    }

    synchronized void add(String boot, long sequence) {
        if (latest.isEmpty()) {
            latest = HashMap.newHashMap(1);
        }
        latest.merge(boot, sequence, Math::max);
    }

    /** What waits now, by boot. */
    synchronized Map<String, Long> all() {
        return Map.copyOf(latest);
    }

    /** That one has been sent; a later one that has come meanwhile still waits. */
    synchronized void sent(String boot, long sequence) {
        if (!latest.isEmpty() && latest.remove(boot, sequence) && latest.isEmpty()) {
            latest = Map.of();
        }
    }
}

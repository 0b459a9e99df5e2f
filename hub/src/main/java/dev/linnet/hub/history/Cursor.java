package dev.linnet.hub.history;

import org.jspecify.annotations.Nullable;

/** How far one boot of one device has come. Guarded by the {@link Journal}'s lock. */
final class Cursor {
    final String device;
    final String boot;
    /** The last sequence number taken into the queue; at most this can be committed. */
    long accepted;
    /** The last sequence number in the history. */
    long committed;
    /** Sequence numbers that the agent skipped, in this boot. */
    long missing;
    /** Counts hellos and telemetry, so that the least recently used cursor is known. */
    long used;
    /** Whether the agent may still have readings of it, by its hello or as it has sent some since. */
    boolean held;
    /** Hears the next commit; null when everything accepted is committed. */
    @Nullable
    CommitListener listener;

    Cursor(String device, String boot, long committed, long missing, long used) {
        this.device = device;
        this.boot = boot;
        this.accepted = committed;
        this.committed = committed;
        this.missing = missing;
        this.used = used;
    }
}

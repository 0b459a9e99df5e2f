package dev.linnet.agent.command;

import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which commands this agent has had and how they ended, so that none is executed twice. Keeps the last {@value #MIN_KEPT}
 * and everything of the last ten minutes, up to {@value #MAX_KEPT}. Owned by the loop.
 */
final class CommandMemory {
    static final int MIN_KEPT = 100;
    static final int MAX_KEPT = 4096;
    static final Duration KEPT = Duration.ofMinutes(10);

    /** One command, and its result once there is one. */
    static final class Entry {
        private final Command command;
        private @Nullable Result result;
        private long endedAt;

        private Entry(Command command) {
            this.command = command;
        }

        Command command() {
            return command;
        }

        @Nullable
        Result result() {
            return result;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Nullable
    Entry find(String id) {
        return entries.get(id);
    }

    void begin(Command command) {
        entries.put(command.id(), new Entry(command));
    }

    /** The first result counts; false when there is one already. */
    boolean end(Result result, long nanoTime) {
        Entry entry = entries.get(result.id());
        if (entry == null || entry.result != null) {
            return false;
        }
        entry.result = result;
        entry.endedAt = nanoTime;
        forget(nanoTime);
        return true;
    }

    private void forget(long nanoTime) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > MIN_KEPT && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.result == null) {
                continue;
            }
            if (entries.size() <= MAX_KEPT && nanoTime - entry.endedAt < KEPT.toNanos()) {
                return;
            }
            oldest.remove();
        }
    }

    int size() {
        return entries.size();
    }
}

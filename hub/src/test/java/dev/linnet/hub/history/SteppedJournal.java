package dev.linnet.hub.history;

import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A journal whose commits come when the test says so, to a history of which only the numbers are kept; it outlives a crash. */
public final class SteppedJournal {
    private final String device;
    private final long capacity;
    private final Map<String, List<Long>> stored = new HashMap<>();
    private Journal journal;

    public SteppedJournal(String device, long capacity) {
        this.device = device;
        this.capacity = capacity;
        this.journal = new Journal(capacity);
    }

    public Journal journal() {
        return journal;
    }

    /** The numbers of that boot in the order in which they were committed. */
    public List<Long> stored(String boot) {
        return stored.getOrDefault(boot, List.of());
    }

    /** Commits what is queued, as the writer does. */
    public void commit() throws InterruptedException {
        List<Entry> group = journal.take(0, 1, 0);
        if (group == null) {
            throw new IllegalStateException("the journal is closed");
        }
        List<Cursor> surplus = journal.surplus(group);
        for (Entry entry : group) {
            if (entry instanceof Entry.Readings readings) {
                List<Long> numbers = stored.computeIfAbsent(readings.cursor().boot, boot -> new ArrayList<>());
                readings.readings().stream()
                        .skip(readings.from())
                        .map(Reading::sequence)
                        .forEach(numbers::add);
            }
        }
        if (!surplus.isEmpty()) {
            throw new IllegalStateException("more boots than a hub remembers");
        }
        journal.committed(group);
    }

    /** The hub is killed and starts again: what was not committed is gone. */
    public void crash() throws InterruptedException {
        journal = new Journal(capacity);
        for (Map.Entry<String, List<Long>> boot : stored.entrySet()) {
            // The cursor as it is read from the file: all up to the last number is there.
            long last = boot.getValue().getLast();
            Reading reading = new Reading(last, "restored", Instant.EPOCH, Value.of(true));
            int known = journal.append(device, new Telemetry(boot.getKey(), List.of(reading)), (name, sequence) -> {});
            if (known != 0) {
                throw new IllegalStateException("a new journal knows nothing");
            }
            List<Entry> group = journal.take(0, 1, 0);
            if (group == null) {
                throw new IllegalStateException("the journal is closed");
            }
            journal.committed(group);
        }
    }
}

package dev.linnet.hub.history;

import dev.linnet.protocol.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A journal whose commits come when the test says so. Of the history it keeps the cursors, which outlive a crash; what is stored goes to a
 * listener.
 */
public final class SteppedJournal {
    /** A row of the history's table. */
    private record Row(long acknowledged, long missing) {}

    private final String device;
    private final long capacity;
    private final int kept;
    private final HistoryListener history;
    private final Map<String, Row> rows = new LinkedHashMap<>(); // the least recently written first
    private final Map<String, Row> backup = new LinkedHashMap<>();
    private Journal journal;

    /**
     * @param capacity bytes of readings that may wait for their commit
     * @param kept how many cursors are kept for good
     */
    public SteppedJournal(String device, long capacity, int kept, HistoryListener history) {
        this.device = device;
        this.capacity = capacity;
        this.kept = kept;
        this.history = history;
        this.journal = new Journal(capacity, kept);
    }

    public Journal journal() {
        return journal;
    }

    /** Commits what is queued, as the writer does. */
    public void commit() throws InterruptedException {
        List<Entry> group = journal.take(0, 1, 0);
        if (group == null) {
            throw new IllegalStateException("the journal is closed");
        }
        List<Cursor> surplus = journal.surplus(group);
        for (Entry entry : group) {
            switch (entry) {
                case Entry.Readings readings -> {
                    List<Reading> fresh = readings.readings()
                            .subList(readings.from(), readings.readings().size());
                    fresh.forEach(reading -> history.stored(readings.cursor().boot, reading));
                    write(readings);
                }
                case Entry.Lost lost -> {
                    history.lost(lost.gap());
                    write(lost);
                }
                case Entry.Resumption resumption -> write(resumption);
                case Entry.Description description -> {}
                case Entry.Removal removal -> {}
            }
        }
        surplus.forEach(cursor -> rows.remove(cursor.boot));
        journal.committed(group);
    }

    private void write(Entry.Advance advance) {
        rows.remove(advance.cursor().boot);
        rows.put(advance.cursor().boot, new Row(advance.last(), advance.missing()));
    }

    /** The hub is killed and starts again: what was not committed is gone. */
    public void crash() {
        List<Cursor> cursors = new ArrayList<>();
        rows.forEach((stream, row) ->
                cursors.add(new Cursor(device, stream, row.acknowledged, row.missing, cursors.size() + 1)));
        journal = new Journal(capacity, kept);
        journal.restore(cursors);
    }

    /** Keeps the history as it is now; at first, the one kept is empty. */
    public void backUp() {
        backup.clear();
        backup.putAll(rows);
    }

    /** The hub is stopped, and started with the history that was kept. */
    public void restoreBackup() {
        rows.clear();
        rows.putAll(backup);
        crash();
    }
}

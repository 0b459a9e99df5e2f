package dev.linnet.hub.history;

import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way into the history: takes readings from sessions, drops those that it has had, and keeps them in order for the
 * {@link JournalWriter}. Any thread; a call holds the lock for a few memory accesses and never waits for the disk.
 *
 * <p>Deciding whether a reading is new and queueing it are one step under the lock. So a later reading of a boot is never
 * committed, and acknowledged, before an earlier one, even when a device has two connections for a moment.
 *
 * <p>Bounded in bytes: over the bound {@link #full} tells sessions to stop reading their sockets; over twice the bound,
 * which takes more connections than the bound allows for, readings are refused and the session must end, so that the agent
 * sends them again.
 */
public final class Journal {
    /** What {@link #append} returns when it took nothing. */
    public static final int REFUSED = -1;

    /** What a queued reading takes, in bytes, besides its text: objects, and its place in lists. */
    static final int READING_BYTES = 120;

    /** What a queued description takes for each channel. */
    static final int DESCRIPTION_BYTES = 200;

    private final Object lock = new Object();
    private final long capacity;

    // Guarded by the lock.
    private final Cursors cursors;
    private final List<Runnable> waitingForRoom = new ArrayList<>();
    private List<Entry> queue = new ArrayList<>();
    private long queuedReadings;
    private long wanted;
    private long firstQueuedNanos;
    private boolean hurry;
    private boolean closed;
    private long missing;

    /** Written under the lock, read anywhere. */
    private final AtomicLong bytes = new AtomicLong();

    private volatile ObjLongConsumer<String> losses = (device, count) -> {};

    /** @param capacity bytes of readings that may wait to be committed before sockets are no longer read */
    public Journal(long capacity) {
        this(capacity, Cursors.KEPT);
    }

    /** @param kept cursors of each device that are kept for good */
    Journal(long capacity, int kept) {
        this.capacity = capacity;
        this.cursors = new Cursors(kept);
    }

    /** Hears, on sessions' threads, of so many readings that a device has lost. Set while wiring. */
    public void onLoss(ObjLongConsumer<String> listener) {
        losses = listener;
    }

    /**
     * A device said hello.
     *
     * @param session what will listen to the commits of its readings
     * @return the last committed sequence number of each stream that it named, 0 for one not known
     */
    public Map<String, Long> hello(Hello hello, CommitListener session) {
        Set<String> boots = new HashSet<>(hello.spooled());
        boots.add(hello.boot());
        boots.add(hello.stream());
        Map<String, Long> acknowledged = new HashMap<>();
        synchronized (lock) {
            for (String boot : boots) {
                Cursor cursor = cursors.find(hello.device(), boot);
                acknowledged.put(boot, cursor == null ? 0L : cursor.committed);
            }
            cursors.hold(hello.device(), boots, session);
            enqueue(new Entry.Description(hello));
        }
        return acknowledged;
    }

    /** The device was removed from the hub. */
    public void removed(String device) {
        synchronized (lock) {
            enqueue(new Entry.Removal(device));
        }
    }

    /**
     * Takes readings, except those that were taken before.
     *
     * @param listener hears when they are committed, or at once, on this thread, when all of them are already; takes the
     *     place of the boot's former listener, whose connection is gone or going
     * @return how many of them, from the first, were had already; {@link #REFUSED} when nothing was taken
     */
    public int append(String device, Telemetry telemetry, CommitListener listener) {
        List<Reading> readings = telemetry.readings();
        long last = telemetry.lastSequence();
        long committed = 0;
        long lost = 0;
        int known;
        synchronized (lock) {
            if (closed || bytes.get() > 2 * capacity) {
                return REFUSED;
            }
            cursors.confirm(device, listener);
            Cursor cursor = cursors.use(device, telemetry.boot());
            known = Math.clamp(cursor.accepted - telemetry.firstSequence() + 1, 0, readings.size());
            if (known < readings.size()) {
                long next = readings.get(known).sequence();
                lost = next - cursor.accepted - 1;
                if (lost > 0) {
                    lose(cursor, new Gap(cursor.boot, cursor.accepted + 1, next - 1, Gap.Cause.UNKNOWN, null, null));
                }
                cursor.accepted = last;
                cursor.listener = listener;
                enqueue(new Entry.Readings(cursor, readings, known, last, cursor.missing));
            } else {
                committed = cursor.committed;
                if (committed < cursor.accepted) {
                    cursor.listener = listener;
                }
            }
        }
        if (lost > 0) {
            losses.accept(device, lost);
        }
        if (known == readings.size() && committed >= last) {
            listener.committed(telemetry.boot(), committed);
        }
        return known;
    }

    /**
     * Notes that readings will never come, so that the acknowledgement can go past them. Those that came before are not lost.
     *
     * <p>What was acknowledged before is lost only if the history lacks it in a stream that it knows, as one does that was restored from
     * a backup. A stream that it does not know begins behind that.
     *
     * @param listener as in the other
     * @return how many readings are lost of which that was not known; {@link #REFUSED} when nothing was taken
     */
    public long append(String device, Gap gap, CommitListener listener) {
        long committed = 0;
        long lost;
        synchronized (lock) {
            if (closed || bytes.get() > 2 * capacity) {
                return REFUSED;
            }
            cursors.confirm(device, listener);
            boolean resumes = gap.cause() == Gap.Cause.ACKNOWLEDGED && cursors.find(device, gap.boot()) == null;
            Cursor cursor = cursors.use(device, gap.boot());
            lost = resumes ? 0 : Math.max(0, gap.last() - cursor.accepted);
            if (resumes) {
                cursor.accepted = gap.last();
                cursor.listener = listener;
                enqueue(new Entry.Resumption(cursor, gap.last(), cursor.missing));
            } else if (lost > 0) {
                long first = cursor.accepted + 1;
                // What the agent does not say it lost, but leaves out, is lost as well.
                lose(cursor, new Gap(gap.boot(), first, gap.last(), gap.cause(), gap.from(), gap.until()));
                cursor.listener = listener;
            } else {
                committed = cursor.committed;
                if (committed < cursor.accepted) {
                    cursor.listener = listener;
                }
            }
        }
        if (lost > 0) {
            losses.accept(device, lost);
        } else if (committed >= gap.last()) {
            listener.committed(gap.boot(), committed);
        }
        return lost;
    }

    private void lose(Cursor cursor, Gap gap) {
        assert Thread.holdsLock(lock);
        cursor.missing += gap.count();
        missing += gap.count();
        cursor.accepted = gap.last();
        enqueue(new Entry.Lost(cursor, gap, cursor.missing));
    }

    /** Whether sessions must stop reading their sockets until {@link #whenRoom} says otherwise. */
    public boolean full() {
        return bytes.get() > capacity;
    }

    /** Whether not even those sockets can be read any more on which the result of a command is on its way. */
    public boolean crammed() {
        return bytes.get() > capacity + capacity / 2;
    }

    /** Runs {@code resume} once there is room, on the writer's thread or, when there is, at once. */
    public void whenRoom(Runnable resume) {
        synchronized (lock) {
            if (bytes.get() > capacity) {
                waitingForRoom.add(resume);
                return;
            }
        }
        resume.run();
    }

    /** Bytes that wait to be committed. */
    public long queuedBytes() {
        return bytes.get();
    }

    /** Readings that agents have lost since the start, by what they report and by the numbers they skip. */
    public long missing() {
        synchronized (lock) {
            return missing;
        }
    }

    /** Goes on from what is committed, least recently used first. */
    void restore(List<Cursor> committed) {
        synchronized (lock) {
            committed.forEach(cursors::restore);
        }
    }

    /** Makes the writer commit at once what is queued, and soon all that comes. */
    void hurry(boolean last) {
        synchronized (lock) {
            hurry = true;
            closed |= last;
            lock.notifyAll();
        }
    }

    /**
     * Waits for a group: until {@code maxReadings} are queued or the first has waited for {@code nanos}.
     *
     * @param patience how long to wait for the first, in nanoseconds; then the group is empty
     * @return null when nothing is left and nothing will come
     */
    @Nullable
    List<Entry> take(long nanos, int maxReadings, long patience) throws InterruptedException {
        synchronized (lock) {
            wanted = maxReadings;
            long patient = System.nanoTime() + patience;
            while (!hurry && queuedReadings < maxReadings) {
                long until = queue.isEmpty() ? patient : firstQueuedNanos + nanos;
                long left = until - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                lock.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            if (queue.isEmpty() && closed) {
                return null;
            }
            hurry = closed;
            List<Entry> group = queue;
            queue = new ArrayList<>();
            queuedReadings = 0;
            return group;
        }
    }

    /** Cursors that this group makes superfluous. */
    List<Cursor> surplus(List<Entry> group) {
        List<Cursor> surplus = new ArrayList<>();
        synchronized (lock) {
            for (Entry entry : group) {
                if (entry instanceof Entry.Advance advance) {
                    surplus.addAll(cursors.dropSurplus(advance.cursor().device));
                }
            }
        }
        return surplus;
    }

    /** The group is on the disk: moves the cursors on, makes room, and tells those who wait for either. */
    void committed(List<Entry> group) {
        Map<Cursor, CommitListener> listeners = new LinkedHashMap<>();
        List<Runnable> resumed = List.of();
        long freed = 0;
        for (Entry entry : group) {
            freed += cost(entry);
        }
        synchronized (lock) {
            for (Entry entry : group) {
                if (entry instanceof Entry.Advance advance) {
                    Cursor cursor = advance.cursor();
                    cursor.committed = advance.last();
                    if (cursor.listener != null) {
                        listeners.put(cursor, cursor.listener);
                    }
                    if (cursor.committed == cursor.accepted) {
                        cursor.listener = null;
                    }
                }
            }
            bytes.addAndGet(-freed);
            if (bytes.get() <= capacity && !waitingForRoom.isEmpty()) {
                resumed = List.copyOf(waitingForRoom);
                waitingForRoom.clear();
            }
        }
        // Only this thread moves "committed" on, so it may be read here.
        listeners.forEach((cursor, listener) -> listener.committed(cursor.boot, cursor.committed));
        resumed.forEach(Runnable::run);
    }

    private void enqueue(Entry entry) {
        assert Thread.holdsLock(lock);
        boolean wake = queue.isEmpty();
        if (wake) {
            firstQueuedNanos = System.nanoTime();
        }
        queue.add(entry);
        bytes.addAndGet(cost(entry));
        if (entry instanceof Entry.Readings readings) {
            long before = queuedReadings;
            queuedReadings += readings.readings().size() - readings.from();
            wake |= before < wanted && queuedReadings >= wanted;
        }
        if (wake) { // waking the writer for each message would cost more than the message
            lock.notifyAll();
        }
    }

    private static long cost(Entry entry) {
        return switch (entry) {
            case Entry.Readings readings -> cost(readings.readings(), readings.from());
            case Entry.Description description ->
                DESCRIPTION_BYTES * (1L + description.hello().channels().size());
            case Entry.Lost lost -> DESCRIPTION_BYTES;
            case Entry.Resumption resumption -> DESCRIPTION_BYTES;
            case Entry.Removal removal -> DESCRIPTION_BYTES;
        };
    }

    private static long cost(List<Reading> readings, int from) {
        long cost = 0;
        for (int i = from; i < readings.size(); i++) {
            cost += READING_BYTES;
            if (readings.get(i).value() instanceof Value.Text text) {
                cost += 2L * text.value().length();
            }
        }
        return cost;
    }
}

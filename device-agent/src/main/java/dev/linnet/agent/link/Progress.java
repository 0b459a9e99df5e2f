package dev.linnet.agent.link;

import dev.linnet.agent.spool.SpooledReading;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** How far one stream has come over one connection. Owned by the loop. */
final class Progress {
    /** Numbers without readings. */
    private record Hole(long first, long last) {}

    final String stream;
    private final ArrayDeque<Hole> holes = new ArrayDeque<>(); // on the way
    private long acknowledged;
    private long sent;
    private @Nullable SpooledReading lastReading; // that was sent

    Progress(String stream, long acknowledged) {
        this.stream = stream;
        this.acknowledged = acknowledged;
        this.sent = acknowledged;
    }

    long acknowledged() {
        return acknowledged;
    }

    long sent() {
        return sent;
    }

    @Nullable
    SpooledReading lastReading() {
        return lastReading;
    }

    void sent(SpooledReading last, long first) {
        skipTo(first - 1);
        sent = last.sequence();
        lastReading = last;
    }

    /** There are no readings up to that number. */
    void skipTo(long last) {
        if (last > sent) {
            holes.addLast(new Hole(sent + 1, last));
            sent = last;
        }
    }

    void acknowledge(long sequence) {
        acknowledged = Math.max(acknowledged, sequence);
        sent = Math.max(sent, sequence);
        while (!holes.isEmpty() && holes.getFirst().last() <= acknowledged) {
            holes.removeFirst();
        }
    }

    /** What is not acknowledged is sent again. */
    void rewind() {
        sent = acknowledged;
        holes.clear();
    }

    /** Readings that were sent and are not acknowledged. */
    long onTheWay() {
        long count = sent - acknowledged;
        for (Hole hole : holes) {
            count -= hole.last() - Math.max(hole.first(), acknowledged + 1) + 1;
        }
        return count;
    }
}

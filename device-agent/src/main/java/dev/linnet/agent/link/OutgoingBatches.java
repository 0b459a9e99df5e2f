package dev.linnet.agent.link;

import dev.linnet.websocket.CloseStatus;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way into batches, bounded in bytes. One that is larger than a batch goes in pieces, a batch each. Any thread
 * adds; one takes.
 */
final class OutgoingBatches {
    /** The hub's bound for one batch, which the protocol fixes. */
    static final int MAX_BATCH_BYTES = 16 << 10;

    private static final int MAX_WAITING_BYTES = 64 << 10;

    /** One message, or a ping, which only waits for its turn. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
    private record Item(byte[] bytes, boolean isPing) {
        Item {
            assert isPing || bytes.length > 0;
        }
    }

    /**
     * What goes into one request: messages, one a line, and the pings behind them.
     *
     * @param more whether the message in it goes on in the next batch
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares batches
    record Batch(byte[] lines, boolean more, List<byte[]> pings) {}

    // Guarded by this.
    private final Deque<Item> waiting = new ArrayDeque<>();
    private int gone; // of the first message, in pieces
    private long bytes; // of messages that wait or are on their way
    private boolean refused;
    private boolean ended;
    private @Nullable CloseStatus closing;

    /** False when there is no room or the end has begun. A message of any size has room when nothing else waits. */
    synchronized boolean add(byte[] message) {
        if (ended || closing != null) {
            return false;
        }
        if (bytes > 0 && bytes + message.length > MAX_WAITING_BYTES) {
            refused = true;
            return false;
        }
        bytes += message.length;
        waiting.addLast(new Item(message, false));
        notifyAll();
        return true;
    }

    synchronized boolean ping(byte[] payload) {
        if (ended || closing != null) {
            return false;
        }
        waiting.addLast(new Item(payload, true));
        notifyAll();
        return true;
    }

    /** Waits for the next batch; null when there will be none. */
    synchronized @Nullable Batch take() throws InterruptedException {
        while (waiting.isEmpty()) {
            if (ended || closing != null) {
                return null;
            }
            wait();
        }
        byte[] first = waiting.getFirst().bytes();
        if (first.length - gone > MAX_BATCH_BYTES) {
            gone += MAX_BATCH_BYTES;
            return new Batch(Arrays.copyOfRange(first, gone - MAX_BATCH_BYTES, gone), true, List.of());
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        List<byte[]> pings = new ArrayList<>();
        for (Item next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            if (next.isPing()) {
                pings.add(next.bytes());
            } else if (lines.size() == 0 && next.bytes().length - gone <= MAX_BATCH_BYTES) {
                lines.write(next.bytes(), gone, next.bytes().length - gone);
                gone = 0;
            } else if (lines.size() > 0 && lines.size() + 1 + next.bytes().length <= MAX_BATCH_BYTES) {
                lines.write('\n');
                lines.writeBytes(next.bytes());
            } else {
                break;
            }
            waiting.removeFirst();
        }
        return new Batch(lines.toByteArray(), false, pings);
    }

    /** The batch has arrived; true when somebody was refused before and there is room now. */
    synchronized boolean done(Batch batch) {
        bytes = waiting.stream()
                .filter(item -> !item.isPing())
                .mapToLong(item -> item.bytes().length)
                .sum();
        boolean tell = refused;
        refused = false;
        return tell;
    }

    /** Takes nothing more; what waits is still to go. */
    synchronized void close(CloseStatus status) {
        if (closing == null) {
            closing = status;
        }
        notifyAll();
    }

    /** Everything ends here. */
    synchronized void end() {
        ended = true;
        waiting.clear();
        notifyAll();
    }

    synchronized CloseStatus closeStatus() {
        return closing == null ? CloseStatus.of(CloseStatus.ABNORMAL) : closing;
    }

    synchronized boolean isOpen() {
        return !ended && closing == null;
    }

    synchronized long bytes() {
        return bytes;
    }
}

package dev.linnet.agent.link;

import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Result;
import dev.linnet.websocket.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.tinylog.Logger;

/**
 * Results of commands until the hub is known to have them. The protocol has no acknowledgement for a result, but a pong
 * to a ping that was sent behind it proves that the hub has read it; without one it is sent again on the next link, and
 * the hub knows by the command's id that it is the same. Owned by the loop.
 */
final class ResultOutbox {
    private static final int MAX_RESULTS = 256;
    private static final String MARK = "results-";

    private static final class Entry {
        private final Result result;
        private long mark; // of the ping behind it, 0 while it has not been sent on this link

        Entry(Result result) {
            this.result = result;
        }
    }

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long lastMark;

    void add(Result result) {
        if (entries.size() == MAX_RESULTS) {
            Entry oldest = entries.removeFirst();
            Logger.warn(
                    "the result of command {} is lost: {} others wait for the hub", oldest.result.id(), MAX_RESULTS);
        }
        entries.addLast(new Entry(result));
    }

    /** A new link has come up: whatever is here may not have arrived. */
    void rewind() {
        entries.forEach(entry -> entry.mark = 0);
    }

    /** Sends what has not been sent on this link; what does not fit waits for the next call. */
    void sendTo(WebSocket socket, MessageCodec codec) {
        long mark = lastMark + 1;
        boolean sent = false;
        for (Entry entry : entries) {
            if (entry.mark != 0) {
                continue;
            }
            if (!LinkSocket.send(socket, codec, codec.encode(entry.result))) {
                break;
            }
            entry.mark = mark;
            sent = true;
        }
        if (sent) {
            lastMark = mark;
            socket.sendPing(ByteBuffer.wrap((MARK + mark).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Forgets what the hub has now proved to have read. */
    void ponged(String payload) {
        if (!payload.startsWith(MARK)) {
            return; // the heartbeat's
        }
        for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.mark != 0 && payload.equals(MARK + entry.mark)) {
                i.remove();
            }
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}

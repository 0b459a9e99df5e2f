package dev.linnet.agent.link;

import dev.linnet.websocket.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Lets no more of a backlog be under way in the network than new readings can stand behind: after each burst goes a ping, and its
 * pong tells that the hub has read the burst. So a slow line or a hub that does not read holds the backlog back here, where new
 * readings overtake it. Of one connection; owned by the loop.
 */
final class Pace {
    /** With the rest of a message, a quarter of a second on a line of a megabit. */
    static final int BURST_BYTES = 16 << 10;

    /** One is read while the next is under way. */
    static final int BURSTS = 2;

    private static final String MARK = "burst-";

    private final WebSocket socket;
    private long begun; // bursts, each of which ended or will end in a ping
    private long read; // of those, by the hub
    private int bytes; // in the burst that is not yet complete

    Pace(WebSocket socket) {
        this.socket = socket;
    }

    /** Whether more of a backlog may be sent. */
    boolean allows() {
        complete();
        return bytes < BURST_BYTES && begun - read < BURSTS;
    }

    void sent(int count) {
        bytes += count;
        complete();
    }

    private void complete() {
        if (bytes >= BURST_BYTES
                && socket.sendPing(ByteBuffer.wrap((MARK + (begun + 1)).getBytes(StandardCharsets.US_ASCII)))) {
            begun++;
            bytes = 0;
        }
    }

    /** The hub answers the newest ping that it has read; earlier ones may go unanswered. */
    void ponged(String payload) {
        // A pong may be anything that nobody asked for (RFC 6455 §5.5.3).
        if (payload.matches(MARK + "\\d{1,18}")) {
            long burst = Long.parseLong(payload, MARK.length(), payload.length(), 10);
            read = Math.clamp(burst, read, begun);
        }
    }
}

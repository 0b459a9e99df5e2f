package dev.linnet.websocket.session;

import java.nio.ByteBuffer;

/** A ping every so often; a peer from which nothing at all came during two intervals after a ping is dead. */
final class Heartbeat {
    private static final int TOLERATED_MISSES = 2;

    private long since; // the last ping, or the session's beginning
    private volatile long roundTripNanos = -1; // volatile because other threads may ask for it
    private int pings;
    private byte misses;
    private boolean heard;

    Heartbeat(long now) {
        since = now;
    }

    /** Bytes came. A long message on a slow link delays pongs, but shows as well that the peer lives. */
    void heard() {
        heard = true;
    }

    boolean due(long now, long interval) {
        return interval > 0 && now - since >= interval;
    }

    /** Whether to give up rather than ping once more. */
    boolean isDead(boolean reading) {
        if (heard || !reading || pings == 0) {
            misses = 0;
        } else {
            misses++;
        }
        return lost();
    }

    boolean lost() {
        return misses >= TOLERATED_MISSES;
    }

    ByteBuffer ping(long now) {
        since = now;
        heard = false;
        pings++;
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, pings);
    }

    void answered(ByteBuffer pong, long now) {
        if (pong.remaining() == Integer.BYTES && pong.getInt(pong.position()) == pings && pings > 0) {
            roundTripNanos = now - since;
        }
    }

    long roundTripNanos() {
        return roundTripNanos;
    }
}

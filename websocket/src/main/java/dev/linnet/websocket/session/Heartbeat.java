package dev.linnet.websocket.session;

import java.nio.ByteBuffer;

/**
 * A ping every so often; a peer that answers none, and from which nothing else comes either, is found dead within two
 * intervals of its last byte.
 */
final class Heartbeat {
    private long pinged; // the last ping, or the session's beginning
    private long heardAt; // the last byte's time
    private long asked; // the first ping since then
    private boolean unanswered; // whether there is one
    private boolean lost;
    private boolean awaited; // the answer to the last ping
    private boolean answered; // by the pong that came last
    private int pings;
    private volatile long roundTripNanos = -1; // volatile because other threads may ask for it

    Heartbeat(long now) {
        pinged = now;
        heardAt = now;
    }

    /** Bytes came. A long message on a slow link delays pongs, but shows as well that the peer lives. */
    void heard(long now) {
        heardAt = now;
        unanswered = false;
    }

    boolean due(long now, long interval) {
        return interval > 0 && now - pinged >= interval;
    }

    /**
     * Whether to give up. Who calls it looks at the clock at least four times in an interval, so a quarter less than two
     * intervals is noticed before they are over. And whoever was held up so long that it could not ask, asks first.
     */
    boolean isDead(long now, long interval) {
        lost = interval > 0
                && unanswered
                && now - heardAt >= 2 * interval - interval / 4
                && now - asked >= interval / 2;
        return lost;
    }

    boolean lost() {
        return lost;
    }

    ByteBuffer ping(long now) {
        pinged = now;
        awaited = true;
        if (!unanswered) {
            unanswered = true;
            asked = now;
        }
        pings++;
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, pings);
    }

    void answered(ByteBuffer pong, long now) {
        answered = awaited && pong.remaining() == Integer.BYTES && pong.getInt(pong.position()) == pings;
        if (answered) {
            awaited = false; // what comes once more says nothing about the way
            roundTripNanos = now - pinged;
        }
    }

    boolean answered() {
        return answered;
    }

    long roundTripNanos() {
        return roundTripNanos;
    }
}

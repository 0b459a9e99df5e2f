package dev.linnet.websocket.transport.server;

/** What hangs on a selection key. */
interface Ready {
    /** The channel can do some of what it is registered for. */
    void ready(int operations);

    /** The loop is about to end. */
    void loopEnds();

    /** Time has gone on. */
    void tick(long now);
}

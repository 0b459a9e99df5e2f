package dev.linnet.protocol;

/** WebSocket close codes of Linnet's own (RFC 6455 §7.4.2 leaves 4000–4999 to applications). */
public final class LinkClose {
    /** A newer connection of the same device has taken over; the agent that is told so must not come back by itself at once. */
    public static final int REPLACED = 4001;

    /** The first message did not come in time, or was no {@link Hello}. */
    public static final int NO_HELLO = 4002;

    private LinkClose() {}
}

package dev.linnet.agent.link;

/**
 * Readings among which there is one that the hub refuses. While a sender is within them it has one message on the way at a
 * time, so that the next fault means that one. Outlives connections; owned by the loop.
 */
final class Quarantine {
    private String boot = "";
    private long until; // the last number under suspicion
    private int batch = Integer.MAX_VALUE;

    /** Whether what follows that number is under suspicion. */
    boolean isActive(String boot, long after) {
        return boot.equals(this.boot) && after < until;
    }

    /** How many readings may go into the message that follows that number. */
    int batch(String boot, long after) {
        return isActive(boot, after) ? batch : Integer.MAX_VALUE;
    }

    /** One of the readings after {@code acknowledged} up to {@code sent} was refused, nobody knows which. */
    void begin(String boot, long acknowledged, long sent) {
        this.boot = boot;
        this.until = sent;
        this.batch = half(sent - acknowledged);
    }

    /**
     * The one message on the way was refused.
     *
     * @return whether it held a single reading, which is then the one; else smaller messages will tell
     */
    boolean narrow(long acknowledged, long sent) {
        batch = half(sent - acknowledged);
        return sent - acknowledged == 1;
    }

    private static int half(long count) {
        return Math.clamp(count / 2, 1, Integer.MAX_VALUE);
    }
}

package dev.linnet.protocol;

/**
 * The hub's history holds every reading of that boot up to and including this sequence number; the agent may forget them.
 */
public record Ack(String boot, long sequence) implements Message.FromHub {
    public Ack {
        Names.require("boot", boot);
        if (sequence < 0) {
            throw new IllegalArgumentException("an acknowledgement cannot be negative: " + sequence);
        }
    }
}

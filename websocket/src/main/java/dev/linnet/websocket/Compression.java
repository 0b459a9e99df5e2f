package dev.linnet.websocket;

import java.util.Objects;

/**
 * How messages are compressed on connections whose peer agrees to it (permessage-deflate, RFC 7692). Worth its memory and
 * time where text of some length goes over a slow link; a message of 60 bytes only gets slower by it.
 *
 * <p>Keeping context makes similar messages much smaller, and costs memory outside the heap for as long as the connection
 * stands: about 260 KiB for what it sends, 40 KiB for what it receives. Without it a connection holds such memory only
 * while a message is on its way through.
 *
 * @param sending what this end does
 * @param receiving what this end asks of its peer; the peer may do with less
 * @param level 1 (fast) to 9 (small), as {@link java.util.zip.Deflater} has them
 * @param threshold messages of fewer bytes are sent as they are
 */
public record Compression(Direction sending, Direction receiving, int level, int threshold) {
    /**
     * One direction's part of the agreement.
     *
     * @param contextTakeover whether a message may refer to those before it (RFC 7692 §7.1.1)
     * @param maxWindowBits 8–15: a message refers back by at most 2 to the power of so many bytes (§7.1.2). The JDK compresses
     *     with 15 only: for less, what is sent is cut into pieces of that size, each compressed by itself
     */
    public record Direction(boolean contextTakeover, int maxWindowBits) {
        /** Every message by itself, with the full window. */
        public static final Direction WITHOUT_CONTEXT = new Direction(false, 15);

        /** Each message builds on those before it, with the full window. */
        public static final Direction WITH_CONTEXT = new Direction(true, 15);

        public Direction {
            if (maxWindowBits < 8 || maxWindowBits > 15) {
                throw new IllegalArgumentException("maxWindowBits is " + maxWindowBits + ", outside 8–15");
            }
        }
    }

    public Compression {
        Objects.requireNonNull(sending, "sending");
        Objects.requireNonNull(receiving, "receiving");
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("level is " + level + ", outside 1–9");
        }
        if (threshold < 0) {
            throw new IllegalArgumentException("threshold is negative: " + threshold);
        }
    }

    /** What suits many connections on a small board: no context either way, fast, for messages from 256 bytes. */
    public static Compression defaults() {
        return new Compression(Direction.WITHOUT_CONTEXT, Direction.WITHOUT_CONTEXT, 1, 256);
    }

    /** The same, but sending like that. */
    public Compression withSending(Direction direction) {
        return new Compression(direction, receiving, level, threshold);
    }

    /** The same, but asking that of the peer. */
    public Compression withReceiving(Direction direction) {
        return new Compression(sending, direction, level, threshold);
    }

    /** The same at another level. */
    public Compression withLevel(int value) {
        return new Compression(sending, receiving, value, threshold);
    }

    /** The same from another size of messages on. */
    public Compression withThreshold(int bytes) {
        return new Compression(sending, receiving, level, bytes);
    }
}

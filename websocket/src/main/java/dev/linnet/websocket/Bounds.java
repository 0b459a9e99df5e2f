package dev.linnet.websocket;

import java.time.Duration;

/** What the options' values have to keep to; each failure names the option and its value. */
final class Bounds {
    private Bounds() {}

    static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", outside " + least + "–" + most);
        }
    }

    static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than zero: " + value);
        }
    }

    /** What one message takes, what may wait on a connection, and the heartbeat: the same for both sides. */
    static void ofConnection(int maxMessageBytes, int maxOutboundBytes, Duration heartbeat) {
        between("maxMessageBytes", maxMessageBytes, 125, 1 << 30);
        between("maxOutboundBytes", maxOutboundBytes, 1024, 1 << 30);
        if (heartbeat.isNegative()) {
            throw new IllegalArgumentException("heartbeat is negative: " + heartbeat + "; zero switches it off");
        }
    }
}

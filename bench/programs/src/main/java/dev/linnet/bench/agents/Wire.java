package dev.linnet.bench.agents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** How an agent's messages travel. One thread. */
interface Wire {
    /** Whatever comes before telemetry, on a channel that still blocks. */
    void open(SocketChannel channel, String device) throws IOException;

    /** Appends one telemetry message. */
    void telemetry(ByteBuffer out, String device, long sequence, int readings, long epochMicros);

    /** What reads one connection's incoming bytes. */
    Incoming incoming();

    /** Reads one connection's incoming bytes. */
    interface Incoming {
        /** Takes the bytes before the limit; the highest sequence number acknowledged so far. */
        long take(ByteBuffer in) throws IOException;

        /** What is to be sent in answer; empty when nothing is. */
        ByteBuffer answer();
    }

    /** Whether readings count as accepted when they are acknowledged, rather than when they are sent. */
    boolean acknowledges();
}

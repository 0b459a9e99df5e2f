package dev.linnet.bench.agents;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One simulated agent. It keeps no readings: any number can be made again from its sequence number. One thread. */
final class Agent {
    /** The most readings on their way without an acknowledgement, as the real agent has it. */
    static final int IN_FLIGHT = 10_000;

    private final Wire wire;
    private final SocketChannel channel;
    private final String device;
    private final Wire.Incoming incoming;
    private ByteBuffer unsent = ByteBuffer.allocate(0); // what the socket did not take
    private long sent;
    private long acknowledged;

    private Agent(Wire wire, SocketChannel channel, String device) {
        this.wire = wire;
        this.channel = channel;
        this.device = device;
        this.incoming = wire.incoming();
    }

    /** The name of the device of that number. */
    static String name(int number) {
        return String.format(Locale.ROOT, "agent-%05d", number);
    }

    /**
     * Connects and does all that comes before telemetry.
     *
     * @param opening what opens the connection, on this thread
     * @param wire what telemetry goes over, on another
     */
    static Agent open(Wire opening, Wire wire, InetSocketAddress address, String device) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opening.open(channel, device);
        channel.configureBlocking(false);
        return new Agent(wire, channel, device);
    }

    SocketChannel channel() {
        return channel;
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Sends one message; false when the socket, or the bound on what is unacknowledged, does not let it. */
    boolean send(int readings, ByteBuffer scratch, long epochMicros) throws IOException {
        if (!flush() || (wire.acknowledges() && sent - acknowledged + readings > IN_FLIGHT)) {
            return false;
        }
        scratch.clear();
        wire.telemetry(scratch, device, sent + 1, readings, epochMicros);
        sent += readings;
        write(scratch.flip());
        return true;
    }

    /** Reads once. */
    void receive(ByteBuffer in) throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException(device + ": the server has closed the connection");
        }
        if (in.position() > 0) {
            acknowledged = Math.max(acknowledged, incoming.take(in.flip()));
            ByteBuffer answer = incoming.answer();
            if (answer.hasRemaining() && flush()) {
                write(answer);
            }
        }
    }

    private boolean flush() throws IOException {
        if (unsent.hasRemaining()) {
            channel.write(unsent);
        }
        return !unsent.hasRemaining();
    }

    private void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }
}

package dev.linnet.agent.link;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** A connection over a line of some width and length, on a clock that the test holds. */
final class SimulatedLine extends FakeSocket {
    private static final int QUEUE_BYTES = 256 << 10;

    /** The far end. */
    interface Hub {
        void receive(Message.FromAgent message);
    }

    private final Scheduler loop;
    private final double bytesPerSecond;
    private final Duration oneWay;
    private final Hub hub;
    private final Consumer<String> pong;
    private final Runnable writable;
    private long freeAt;
    private boolean refused;

    /**
     * @param pong tells the agent of one
     * @param writable tells the agent that there is room again
     */
    SimulatedLine(
            Scheduler loop, double bytesPerSecond, Duration oneWay, Hub hub, Consumer<String> pong, Runnable writable) {
        this.loop = loop;
        this.bytesPerSecond = bytesPerSecond;
        this.oneWay = oneWay;
        this.hub = hub;
        this.pong = pong;
        this.writable = writable;
        this.freeAt = loop.nanoTime();
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        if (queuedBytes() + utf8.remaining() > QUEUE_BYTES) {
            refused = true;
            return false;
        }
        Message.FromAgent message;
        try {
            message = CODEC.decodeFromAgent(utf8.duplicate());
        } catch (MalformedMessageException e) {
            throw new AssertionError("the agent sent what nobody can read", e);
        }
        transmit(utf8.remaining() + 8, () -> hub.receive(message));
        return true;
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
        String text = StandardCharsets.US_ASCII.decode(payload).toString();
        transmit(20, () -> loop.schedule(oneWay, () -> pong.accept(text)));
        return true;
    }

    private void transmit(int bytes, Runnable arrival) {
        long now = loop.nanoTime();
        freeAt = Math.max(freeAt, now) + (long) (bytes / bytesPerSecond * 1e9);
        loop.schedule(Duration.ofNanos(freeAt - now).plus(oneWay), arrival);
        loop.schedule(Duration.ofNanos(freeAt - now), () -> {
            if (refused && queuedBytes() < QUEUE_BYTES / 2) {
                refused = false;
                writable.run();
            }
        });
    }

    @Override
    public long queuedBytes() {
        return (long) (Math.max(0, freeAt - loop.nanoTime()) / 1e9 * bytesPerSecond);
    }
}

package dev.linnet.websocket.session;

import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session without a socket: frames as {@link PaperFrames} writes them go in, and events and frames come out as text. */
final class PaperSession implements FrameOutput {
    static final Duration HEARTBEAT = Duration.ofSeconds(20);
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    final CompressionMemory memory = new CompressionMemory(6, 0);
    private final Role role;
    private final WebSocketSession session;
    private final List<String> events = new ArrayList<>();
    private ByteBuffer output = ByteBuffer.allocate(4096);
    private boolean congested;
    private long now = Long.MAX_VALUE - 1_000_000; // a monotonic clock may start, and wrap, anywhere

    PaperSession(Role role) {
        this(role, 1000);
    }

    PaperSession(Role role, int maxMessageBytes) {
        this(settings(role, maxMessageBytes), null);
    }

    PaperSession(SessionSettings settings, @Nullable Agreement compression) {
        this.role = settings.role();
        this.session = new WebSocketSession(
                settings, this, compression == null ? null : new PerMessageDeflate(memory, compression), now);
    }

    static SessionSettings settings(Role role, int maxMessageBytes) {
        return role == Role.SERVER
                ? SessionSettings.server(maxMessageBytes, HEARTBEAT, CLOSE_TIMEOUT)
                : SessionSettings.client(maxMessageBytes, HEARTBEAT, CLOSE_TIMEOUT, () -> 0x5a0ff0a5);
    }

    WebSocketSession session() {
        return session;
    }

    /** The peer's frames as bytes. */
    byte[] fromPeer(String frames) {
        return PaperFrames.encode(frames, role == Role.SERVER);
    }

    PaperSession receive(String frames) {
        return receive(fromPeer(frames));
    }

    PaperSession receive(byte[] bytes) {
        return receive(bytes, 0, bytes.length);
    }

    PaperSession receive(byte[] bytes, int from, int to) {
        ByteBuffer memory = ByteBuffer.allocateDirect(to - from + 3); // not at the start, to find confused offsets
        memory.position(3).put(bytes, from, to - from).flip().position(3);
        drainEvents(new ReceiveBuffer(memory));
        return this;
    }

    PaperSession end() {
        session.inputEnded();
        drainEvents(new ReceiveBuffer(ByteBuffer.allocate(0)));
        return this;
    }

    PaperSession later(Duration time) {
        return later(time, true);
    }

    PaperSession later(Duration time, boolean reading) {
        now += time.toNanos();
        session.tick(now, reading);
        drainEvents(new ReceiveBuffer(ByteBuffer.allocate(0)));
        return this;
    }

    PaperSession pass(Duration time) {
        now += time.toNanos();
        return this;
    }

    PaperSession congested(boolean value) {
        congested = value;
        if (!value) {
            session.outputDrained();
        }
        return this;
    }

    boolean send(Opcode opcode, String hex) {
        return session.send(opcode, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    long now() {
        return now;
    }

    private void drainEvents(ReceiveBuffer in) {
        SessionEvent event;
        while ((event = session.poll(in, now)) != SessionEvent.NEED_INPUT) {
            events.add(
                    event == SessionEvent.CLOSED
                            ? "CLOSED " + session.closeStatus().code()
                            : (event + (isOpenPart(event) ? ".. " : " ") + hex(session.payload())).trim());
        }
        if (in.bytes().hasRemaining()) {
            throw new AssertionError(in.bytes().remaining() + " bytes were not consumed");
        }
    }

    private boolean isOpenPart(SessionEvent event) {
        return (event == SessionEvent.TEXT_PART || event == SessionEvent.BINARY_PART) && !session.lastPart();
    }

    private static String hex(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What happened since this was asked last. */
    String events() {
        String all = String.join(", ", events);
        events.clear();
        return all;
    }

    /** The same as bytes. */
    ByteBuffer takeOutput() {
        ByteBuffer bytes = output.flip();
        output = ByteBuffer.allocate(4096);
        return bytes;
    }

    /** What was written since this was asked last. */
    String written() {
        String frames = PaperFrames.decode(output.flip(), role == Role.CLIENT);
        output = ByteBuffer.allocate(4096);
        return frames;
    }

    @Override
    public ByteBuffer space(int wanted) {
        return output;
    }

    @Override
    public boolean congested() {
        return congested;
    }
}

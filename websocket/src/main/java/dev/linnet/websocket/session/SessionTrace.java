package dev.linnet.websocket.session;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.frame.FrameDecoder;
import dev.linnet.websocket.frame.FrameEncoder;
import dev.linnet.websocket.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down one session's frames while it is switched on; owned like the session. */
public final class SessionTrace {
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final String label;
    private final PayloadText text;
    private final Consumer<String> lines;
    private final int payloadBytes;
    private @Nullable ByteBuffer preview; // of a frame that has begun and whose line is not written yet
    private boolean compressed; // the message that the last data frame belongs to
    private boolean receivesText; // likewise
    private boolean sendsText; // likewise, the other way

    /**
     * @param label stands before each line, to tell connections apart
     * @param lines gets the lines in the place of the trace's own
     */
    public SessionTrace(String label, FrameTrace trace, Consumer<String> lines) {
        this.label = label;
        this.text = new PayloadText(trace.mask());
        this.lines = lines;
        this.payloadBytes = trace.payloadBytes();
    }

    /** The part of a frame that the decoder has found. */
    void received(FrameDecoder frame, ByteBuffer bytes) {
        if (frame.begins()) {
            if (frame.opcode() == Opcode.TEXT || frame.opcode() == Opcode.BINARY) {
                compressed = frame.compressed();
                receivesText = frame.opcode() == Opcode.TEXT;
            }
            preview = ByteBuffer.allocate((int) Math.min(frame.length(), previewBytes(frame.opcode())));
        }
        ByteBuffer begun = preview;
        if (begun == null) {
            return; // switched on inside of this frame, or its line is written
        }
        int length = Math.min(begun.remaining(), frame.to() - frame.from());
        begun.put(begun.position(), bytes, frame.from(), length).position(begun.position() + length);
        if (frame.ends() || !begun.hasRemaining()) {
            preview = null;
            StringBuilder line = line("in ", frame.opcode(), frame.fin(), frame.compressed());
            line.append(frame.length()).append(" bytes");
            append(line, frame.opcode(), receivesText, begun.flip(), frame.length());
            lines.accept(line.toString());
        }
    }

    private int previewBytes(Opcode opcode) {
        if (opcode == Opcode.CLOSE) {
            return MAX_CONTROL_PAYLOAD;
        }
        return compressed && !opcode.isControl() ? 0 : payloadBytes;
    }

    /** A message, or a part of one, that came compressed. */
    void inflated(ByteBuffer payload) {
        if (compressed) {
            StringBuilder line = new StringBuilder(label).append(" in  inflated to ");
            line.append(payload.remaining()).append(" bytes");
            show(line, receivesText, payload, payload.remaining());
            lines.accept(line.toString());
        }
    }

    /**
     * A frame that is about to be written.
     *
     * @param length of its payload as it is sent
     * @param payload the same before it was compressed
     */
    void sent(int firstByte, int length, ByteBuffer payload) {
        Opcode opcode = Opcode.of(firstByte);
        if (opcode == null) {
            throw new AssertionError("no opcode: " + firstByte);
        }
        if (opcode == Opcode.TEXT || opcode == Opcode.BINARY) {
            sendsText = opcode == Opcode.TEXT;
        }
        StringBuilder line =
                line("out", opcode, (firstByte & FrameEncoder.FIN) != 0, (firstByte & FrameEncoder.RSV1) != 0);
        line.append(length);
        if (length != payload.remaining()) {
            line.append(" of ").append(payload.remaining());
        }
        line.append(" bytes");
        append(line, opcode, sendsText, payload, payload.remaining());
        lines.accept(line.toString());
    }

    void ended(CloseStatus status) {
        preview = null;
        lines.accept(label + " end " + text.printable(status.toString()));
    }

    private StringBuilder line(String direction, Opcode opcode, boolean fin, boolean rsv1) {
        StringBuilder line = new StringBuilder(label)
                .append(' ')
                .append(direction)
                .append(' ')
                .append(opcode);
        return line.append(fin ? " fin " : " ").append(rsv1 ? "rsv1 " : "");
    }

    private void append(StringBuilder line, Opcode opcode, boolean ofText, ByteBuffer payload, long length) {
        switch (opcode) {
            case CLOSE -> text.appendClose(line, payload);
            case TEXT -> show(line, true, payload, length);
            case CONTINUATION -> show(line, ofText, payload, length);
            case BINARY, PING, PONG -> show(line, false, payload, length);
        }
    }

    private void show(StringBuilder line, boolean asText, ByteBuffer payload, long length) {
        int shown = Math.min(payloadBytes, payload.remaining());
        if (shown == 0) {
            return;
        }
        ByteBuffer first = payload.slice(payload.position(), shown);
        if (asText) {
            text.appendText(line, first);
        } else {
            text.appendHex(line, first);
        }
        if (shown < length) {
            line.append(" …");
        }
    }
}

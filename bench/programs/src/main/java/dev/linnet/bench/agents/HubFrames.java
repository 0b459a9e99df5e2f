package dev.linnet.bench.agents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a server's WebSocket frames say: acknowledgements and pings. Bytes may be cut anywhere. */
final class HubFrames implements Wire.Incoming {
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final int LENGTH_16 = 126;
    private static final int SHORT = 125;
    private static final String ACK = "{\"type\":\"ack\"";
    private static final String SEQ = "\"seq\":";

    private ByteBuffer rest = ByteBuffer.allocate(0); // a frame's beginning, until all of it is there
    private ByteBuffer answer = ByteBuffer.allocate(0);
    private long acknowledged;

    @Override
    public long take(ByteBuffer in) throws IOException {
        ByteBuffer bytes = in;
        if (rest.hasRemaining()) {
            bytes = ByteBuffer.allocate(rest.remaining() + in.remaining())
                    .put(rest)
                    .put(in)
                    .flip();
        }
        while (frame(bytes)) {
            // each frame is dealt with as it is found
        }
        rest = bytes.hasRemaining()
                ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()
                : ByteBuffer.allocate(0);
        return acknowledged;
    }

    @Override
    public ByteBuffer answer() {
        ByteBuffer due = answer;
        answer = ByteBuffer.allocate(0);
        return due;
    }

    private boolean frame(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() < 2) {
            return false;
        }
        int start = bytes.position();
        int first = bytes.get(start) & 0xFF;
        int length = bytes.get(start + 1) & 0x7F;
        int header = 2;
        if (length == LENGTH_16) {
            header = 4;
            if (bytes.remaining() < header) {
                return false;
            }
            length = bytes.getShort(start + 2) & 0xFFFF;
        }
        if (length > LENGTH_16 && header == 2) {
            throw new IOException("a frame larger than any expected");
        }
        if (bytes.remaining() < header + length) {
            return false;
        }
        byte[] payload = new byte[length];
        bytes.get(start + header, payload).position(start + header + length);
        switch (first) {
            case TEXT -> text(new String(payload, StandardCharsets.UTF_8));
            case PING -> pong(payload);
            case CLOSE -> throw new IOException("closed by the server with " + reason(payload));
            default -> throw new IOException("an unexpected frame, 0x" + Integer.toHexString(first));
        }
        return true;
    }

    private void text(String message) throws IOException {
        if (message.startsWith(ACK)) {
            int from = message.indexOf(SEQ) + SEQ.length();
            int to = from;
            while (Character.isDigit(message.charAt(to))) {
                to++;
            }
            acknowledged = Math.max(acknowledged, Long.parseLong(message, from, to, 10));
        } else if (message.startsWith("{\"type\":\"fault\"")) {
            throw new IOException("the hub found fault: " + message);
        }
    }

    private void pong(byte[] payload) {
        if (payload.length <= SHORT) {
            answer = ByteBuffer.allocate(6 + payload.length)
                    .put((byte) 0x8A)
                    .put((byte) (0x80 | payload.length))
                    .putInt(0) // a mask of zeros leaves the payload as it is
                    .put(payload)
                    .flip();
        }
    }

    private static String reason(byte[] payload) {
        if (payload.length < 2) {
            return "no code";
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        return code + " " + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
}

package dev.linnet.bench.agents;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Telemetry in masked WebSocket text frames: with Linnet's protocol around it, or bare for a server that knows none. */
final class WebSocketWire implements Wire {
    private static final int MASK = 0x3A7F_51C9;
    private static final int SHORT = 125;
    private static final int BIGGEST = 64 << 10;

    private final TelemetryText text = new TelemetryText();
    private final byte[] payload = new byte[BIGGEST];
    private final ByteBuffer message = ByteBuffer.wrap(payload);
    private final @Nullable Map<String, String> tokens;

    /** @param tokens each device's, for a hub; null for a server without handshake, hello and acknowledgements */
    WebSocketWire(@Nullable Map<String, String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void open(SocketChannel channel, String device) throws IOException {
        String authorization = tokens == null
                ? ""
                : "Authorization: Bearer " + tokens.get(device) + "\r\nSec-WebSocket-Protocol: linnet.v1.json\r\n";
        write(channel, StandardCharsets.US_ASCII.encode("""
                GET /agent HTTP/1.1\r
                Host: 127.0.0.1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                """ + authorization + "\r\n"));
        awaitUpgrade(channel);
        if (tokens != null) {
            message.clear().put(hello(device).getBytes(StandardCharsets.UTF_8)).flip();
            ByteBuffer frame = ByteBuffer.allocate(1024);
            frame(frame);
            write(channel, frame.flip());
            awaitWelcome(channel);
        }
    }

    @Override
    public void telemetry(ByteBuffer out, String device, long sequence, int readings, long epochMicros) {
        message.clear();
        text.write(message, sequence, readings, epochMicros);
        message.flip();
        frame(out);
    }

    @Override
    public Incoming incoming() {
        return new HubFrames();
    }

    @Override
    public boolean acknowledges() {
        return tokens != null;
    }

    private void frame(ByteBuffer out) {
        int length = message.remaining();
        out.put((byte) 0x81);
        if (length <= SHORT) {
            out.put((byte) (0x80 | length));
        } else {
            out.put((byte) (0x80 | SHORT + 1)).putShort((short) length);
        }
        out.putInt(MASK);
        for (int i = 0; i < length; i++) {
            payload[i] ^= (byte) (MASK >>> (24 - 8 * (i & 3)));
        }
        out.put(payload, 0, length);
    }

    private static String hello(String device) {
        StringBuilder hello = new StringBuilder("{\"type\":\"hello\",\"device\":\"" + device + "\",\"boot\":\""
                + TelemetryText.BOOT + "\",\"version\":\"0\",\"channels\":[");
        String separator = "";
        for (String channel : TelemetryText.channels()) {
            hello.append(separator).append("""
                    {"id":"%s","kind":"sensor","type":"number","quantity":"%s"}""".formatted(channel, channel));
            separator = ",";
        }
        return hello.append("]}").toString();
    }

    private static void awaitUpgrade(SocketChannel channel) throws IOException {
        String head = "";
        ByteBuffer one = ByteBuffer.allocate(1); // so that nothing of the first frame is taken
        while (!head.endsWith("\r\n\r\n")) {
            read(channel, one.clear());
            head += (char) one.get(0);
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("refused: " + head.lines().findFirst().orElse(""));
        }
    }

    private static void awaitWelcome(SocketChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(4);
        read(channel, header);
        int length = header.get(1) & 0x7F;
        int rest = length <= SHORT ? length - 2 : header.getShort(2);
        ByteBuffer welcome = ByteBuffer.allocate(rest);
        read(channel, welcome);
        String text = new String(welcome.array(), StandardCharsets.UTF_8);
        if (!text.contains("\"welcome\"")) {
            throw new IOException("no welcome: " + text);
        }
    }

    private static void read(SocketChannel channel, ByteBuffer whole) throws IOException {
        while (whole.hasRemaining()) {
            if (channel.read(whole) < 0) {
                throw new EOFException("closed before the first telemetry");
            }
        }
    }

    private static void write(SocketChannel channel, ByteBuffer whole) throws IOException {
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }
}

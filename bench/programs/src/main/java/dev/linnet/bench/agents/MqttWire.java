package dev.linnet.bench.agents;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Telemetry as MQTT 3.1.1 publications of QoS 0, straight to a broker. */
final class MqttWire implements Wire {
    private static final int BIGGEST = 64 << 10;
    private static final byte[] PROTOCOL = {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0
    }; // level 4, clean session, no keep-alive
    private static final int CONNACK_BYTES = 4;

    private final TelemetryText text = new TelemetryText();
    private final ByteBuffer message = ByteBuffer.allocate(BIGGEST);

    @Override
    public void open(SocketChannel channel, String device) throws IOException {
        byte[] id = device.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer connect = ByteBuffer.allocate(PROTOCOL.length + 4 + id.length);
        connect.put((byte) 0x10).put((byte) (PROTOCOL.length + 2 + id.length)).put(PROTOCOL);
        connect.putShort((short) id.length).put(id).flip();
        while (connect.hasRemaining()) {
            channel.write(connect);
        }
        ByteBuffer answer = ByteBuffer.allocate(CONNACK_BYTES);
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new EOFException("the broker has closed the connection");
            }
        }
        if (answer.get(0) != 0x20 || answer.get(3) != 0) {
            throw new IOException("the broker refuses " + device);
        }
    }

    @Override
    public void telemetry(ByteBuffer out, String device, long sequence, int readings, long epochMicros) {
        message.clear();
        text.write(message, sequence, readings, epochMicros);
        message.flip();
        byte[] topic = ("linnet/" + device + "/telemetry").getBytes(StandardCharsets.US_ASCII);
        out.put((byte) 0x30);
        int length = 2 + topic.length + message.remaining();
        while (length > 0x7F) {
            out.put((byte) ((length & 0x7F) | 0x80));
            length >>= 7;
        }
        out.put((byte) length).putShort((short) topic.length).put(topic).put(message);
    }

    @Override
    public Incoming incoming() {
        return new Incoming() {
            @Override
            public long take(ByteBuffer in) throws IOException {
                throw new IOException("a broker has nothing to say to a publisher of QoS 0");
            }

            @Override
            public ByteBuffer answer() {
                return ByteBuffer.allocate(0);
            }
        };
    }

    @Override
    public boolean acknowledges() {
        return false;
    }
}

package dev.linnet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket connection after its opening handshake, non-blocking; counts the frames that come back, which are all of
 * one size. Owned by the generator's thread.
 */
final class Connection {
    private final SocketChannel channel;
    private final AnswerCounter answers;
    final ByteBuffer out;

    private Connection(SocketChannel channel, ByteBuffer out, int answerPayloadBytes) {
        this.channel = channel;
        this.out = out;
        answers = new AnswerCounter(answerPayloadBytes);
    }

    /** Connects and completes the opening handshake. */
    static Connection open(InetSocketAddress server, String path, ByteBuffer frames, int answerPayloadBytes)
            throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(StandardCharsets.US_ASCII.encode("""
                GET %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """.formatted(path, server.getPort())));
        awaitUpgrade(channel);
        channel.configureBlocking(false);
        return new Connection(channel, frames.duplicate(), answerPayloadBytes);
    }

    private static void awaitUpgrade(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(2048);
        while (channel.read(answer) >= 0) {
            String head =
                    StandardCharsets.US_ASCII.decode(answer.duplicate().flip()).toString();
            if (head.endsWith("\r\n\r\n")) {
                if (!head.startsWith("HTTP/1.1 101 ")) {
                    throw new IOException("refused: " + head.lines().findFirst().orElse(""));
                }
                return;
            }
        }
        throw new EOFException("closed during the opening handshake");
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads once; the number of answers that have become whole. */
    int receive(ByteBuffer in) throws IOException {
        in.clear();
        int count = channel.read(in);
        if (count < 0) {
            throw new EOFException("the server has closed a connection");
        }
        return answers.count(in, count);
    }

    /** Goes on writing {@link #out}; true when all of it is written, and it is then rewound. */
    boolean send() throws IOException {
        if (answers.isPinged() && out.position() == 0) {
            channel.write(answers.takePong()); // small enough to be taken whole
        }
        channel.write(out);
        if (out.hasRemaining()) {
            return false;
        }
        out.rewind();
        return true;
    }
}

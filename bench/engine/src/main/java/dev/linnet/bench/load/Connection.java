package dev.linnet.bench.load;

import java.io.EOFException;
import java.io.IOException;
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
    private final Stream stream;
    private final AnswerCounter answers;
    final ByteBuffer out;

    private Connection(SocketChannel channel, Stream stream, ByteBuffer out, int answerPayloadBytes) {
        this.channel = channel;
        this.stream = stream;
        this.out = out;
        answers = new AnswerCounter(answerPayloadBytes);
    }

    /** Connects and completes the opening handshake. */
    static Connection open(Target target, String path, ByteBuffer frames, int answerPayloadBytes) throws IOException {
        SocketChannel channel = SocketChannel.open(target.address());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Stream stream = target.stream(channel);
        stream.write(StandardCharsets.US_ASCII.encode(
                """
                GET %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """.formatted(path, target.address().getPort())));
        awaitUpgrade(stream);
        channel.configureBlocking(false);
        return new Connection(channel, stream, frames.duplicate(), answerPayloadBytes);
    }

    private static void awaitUpgrade(Stream stream) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        while (stream.read(answer) >= 0) {
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
        int count = stream.read(in);
        if (count < 0) {
            throw new EOFException("the server has closed a connection");
        }
        return answers.count(in, count);
    }

    /** Goes on writing {@link #out}; true when all of it is written, and it is then rewound. */
    boolean send() throws IOException {
        if (answers.isPinged() && out.position() == 0) {
            stream.write(answers.takePong()); // small enough to be taken whole
        }
        if (!stream.write(out)) {
            return false;
        }
        out.rewind();
        return true;
    }
}

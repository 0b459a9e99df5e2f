package dev.linnet.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection's bytes, with or without TLS between them and the socket. */
interface Stream {
    /** Reads once; 0 when nothing has come whole, -1 at the end. */
    int read(ByteBuffer in) throws IOException;

    /** Writes as much as the socket takes; true when all of it, and all before it, has left. */
    boolean write(ByteBuffer out) throws IOException;

    static Stream plain(SocketChannel channel) {
        return new Stream() {
            @Override
            public int read(ByteBuffer in) throws IOException {
                return channel.read(in);
            }

            @Override
            public boolean write(ByteBuffer out) throws IOException {
                channel.write(out);
                return !out.hasRemaining();
            }
        };
    }
}

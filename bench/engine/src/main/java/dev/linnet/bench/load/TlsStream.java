package dev.linnet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** TLS over a socket that blocks during the handshake and no longer after it. */
final class TlsStream implements Stream {
    /** No larger than the buffers that are read into, so that whatever has come fits once it is decrypted. */
    private static final int IN_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);
    private final ByteBuffer out;

    TlsStream(SocketChannel channel, SSLEngine engine) throws IOException {
        this.channel = channel;
        this.engine = engine;
        out = ByteBuffer.allocateDirect(engine.getSession().getPacketBufferSize())
                .limit(0);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        handshake();
    }

    private void handshake() throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> write(nothing);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (unwrap(room) == SSLEngineResult.Status.BUFFER_UNDERFLOW && channel.read(in) < 0) {
                        throw new EOFException("closed during the TLS handshake");
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int start = to.position();
        if (channel.read(in) < 0) {
            return -1;
        }
        while (unwrap(to) == SSLEngineResult.Status.OK) {
            // as many records as there are
        }
        return to.position() - start;
    }

    private SSLEngineResult.Status unwrap(ByteBuffer to) throws IOException {
        in.flip();
        SSLEngineResult.Status status =
                in.hasRemaining() ? engine.unwrap(in, to).getStatus() : SSLEngineResult.Status.BUFFER_UNDERFLOW;
        in.compact();
        if (status == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            throw new IOException("a record that does not fit");
        }
        return status;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (true) {
            if (out.hasRemaining()) {
                channel.write(out);
                if (out.hasRemaining()) {
                    return false;
                }
            }
            boolean handshaking = engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP;
            if (!from.hasRemaining() && !handshaking) {
                return true;
            }
            out.clear();
            engine.wrap(from, out);
            out.flip();
        }
    }
}

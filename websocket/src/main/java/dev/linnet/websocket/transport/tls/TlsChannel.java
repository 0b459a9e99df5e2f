package dev.linnet.websocket.transport.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.security.Principal;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS over one socket of an event loop: takes and gives plain bytes, sends and receives records. Between two calls it holds
 * no more than a record that has come in part, and what the socket did not take. Every field belongs to the loop's thread.
 *
 * <p>A failure is told to the peer by an alert, and thrown once; what comes after it is discarded.
 */
public final class TlsChannel implements ByteChannel {
    /** How often an engine throws one and the same failure, at most. */
    private static final int FAILURES_TOLD = 3;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private final TlsEngines engines;
    private final TlsBuffers buffers;
    private final Runnable computed;
    private final SSLEngine engine;
    private @Nullable ByteBuffer received; // not taken apart yet
    private @Nullable ByteBuffer unsent;
    private boolean begun;
    private boolean established;
    private boolean computing;
    private boolean more; // to be read without waiting for the socket
    private boolean inputEnded; // the socket's
    private boolean closeNotified; // the peer has said that it sends no more (RFC 8446 §6.1)
    private boolean outputEnded;
    private boolean failed;

    /**
     * @param computed to be run, on any thread, when {@link #resume} is to be called on the loop's
     */
    public TlsChannel(SocketChannel socket, TlsEngines engines, TlsBuffers buffers, Runnable computed)
            throws SSLException {
        this.socket = socket;
        this.engines = engines;
        this.buffers = buffers;
        this.computed = computed;
        this.engine = engines.create();
        engine.beginHandshake();
    }

    /** Whether the handshake is done. */
    public boolean isEstablished() {
        return established;
    }

    /** Who the peer's certificate says it is; null without one. */
    public @Nullable Principal principal() {
        try {
            return engine.getSession().getPeerPrincipal();
        } catch (SSLPeerUnverifiedException anonymous) {
            return null;
        }
    }

    // Reading

    /** Whether there is a point in reading from the socket now. */
    public boolean isReadable() {
        return !computing && (unsent == null || !more);
    }

    /** Whether {@link #read} has something to give, or to do, whatever the socket has. */
    public boolean hasMore() {
        return more && !computing && unsent == null;
    }

    /** What was computed elsewhere is there: reading can go on. */
    public void resume() {
        computing = false;
        more = true;
    }

    /** Whether the peer ended its stream without saying so, as somebody else might have done for it. */
    public boolean isTruncated() {
        return inputEnded && !closeNotified;
    }

    /**
     * Plain bytes that have come; -1 at the end.
     *
     * @param plain room for all that the shared buffer holds
     * @throws PlaintextException when the peer does not speak TLS
     * @throws OverloadException when its handshake cannot be taken on
     * @throws SSLException when it breaks the protocol or is not trusted
     */
    @Override
    public int read(ByteBuffer plain) throws IOException {
        ByteBuffer in = buffers.received();
        if (failed) {
            return socket.read(in) < 0 ? -1 : 0;
        }
        if (received != null) {
            in.put(received);
            received = null;
        }
        if (!inputEnded) {
            inputEnded = socket.read(in) < 0;
        }
        int before = plain.position();
        try {
            takeApart(in.flip(), plain);
        } catch (SSLException | PlaintextException | OverloadException e) {
            failed = true;
            alert();
            throw e;
        }
        return result(in, plain.position() - before);
    }

    private int result(ByteBuffer left, int produced) {
        boolean end = closeNotified || (inputEnded && !computing && !more);
        if (end) {
            more = produced > 0; // so that the end is told by the next call
            return produced > 0 ? produced : -1;
        }
        if (left.hasRemaining()) {
            received = ByteBuffer.allocate(left.remaining()).put(left).flip();
        }
        return produced;
    }

    private void takeApart(ByteBuffer in, ByteBuffer plain) throws IOException {
        more = false;
        requireTls(in);
        while (!computing && !closeNotified) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> compute();
                case NEED_WRAP -> {
                    if (unsent != null) {
                        more = true; // when that has left
                        return;
                    }
                    if (!wrapNothing()) {
                        return;
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
                    established = established || engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
                    if (!unwrap(in, plain)) {
                        return;
                    }
                }
            }
        }
    }

    private void requireTls(ByteBuffer in) throws PlaintextException {
        if (!begun && in.hasRemaining()) {
            begun = true;
            int first = in.get(in.position());
            if (first >= 'A' && first <= 'Z') { // an HTTP method
                throw new PlaintextException();
            }
        }
    }

    private void compute() throws IOException {
        if (established) {
            // RFC 8446 §4.1.2 forbids it, RFC 9325 §3.5 has good reasons, and it would be the peer that makes us
            // compute.
            throw new SSLException("the peer wants to renegotiate");
        }
        computing = engines.compute(engine, computed);
        if (!computing) {
            throw new OverloadException();
        }
    }

    /** Whether to go on. */
    private boolean unwrap(ByteBuffer in, ByteBuffer plain) throws SSLException {
        if (!in.hasRemaining()) {
            return false;
        }
        return switch (engine.unwrap(in, plain).getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> false;
            case CLOSED -> {
                closeNotified = true;
                yield false;
            }
            case BUFFER_OVERFLOW -> {
                more = true;
                yield false;
            }
        };
    }

    // Writing

    /** Whether the socket has not taken all records yet. */
    public boolean hasUnsent() {
        return unsent != null;
    }

    /** Sends what the socket did not take before; how many bytes it takes now. */
    public int flush() throws IOException {
        ByteBuffer waiting = unsent;
        if (waiting == null) {
            return 0;
        }
        int taken = socket.write(waiting);
        if (!waiting.hasRemaining()) {
            unsent = null;
        }
        return taken;
    }

    /** Takes nothing while records wait that the socket did not take. */
    @Override
    public int write(ByteBuffer plain) throws IOException {
        int before = plain.position();
        if (failed || outputEnded) {
            plain.position(plain.limit());
        }
        while (established && unsent == null && plain.hasRemaining()) {
            ByteBuffer out = buffers.sent();
            while (plain.hasRemaining()) {
                SSLEngineResult result = engine.wrap(plain, out);
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    throw new SSLException("the TLS connection is closed");
                }
                if (result.getStatus() != SSLEngineResult.Status.OK) {
                    break; // no room for one more record
                }
            }
            send(out.flip());
        }
        return plain.position() - before;
    }

    /** Says that nothing more will be sent (RFC 8446 §6.1); once. */
    public void endOutput() throws IOException {
        if (!outputEnded && !failed) {
            outputEnded = true;
            engine.closeOutbound();
            wrapNothing();
        }
    }

    private void alert() {
        received = null;
        more = false;
        for (int i = 0; i < FAILURES_TOLD; i++) {
            try {
                wrapNothing();
                return;
            } catch (SSLException again) {
                // what failed off the loop, told once more before the engine gives its alert away
            } catch (IOException gone) {
                unsent = null;
                return; // the peer will not hear it
            }
        }
    }

    /** Lets the engine send what is its own; whether it had anything. */
    private boolean wrapNothing() throws IOException {
        ByteBuffer out = buffers.sent();
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            if (engine.wrap(NOTHING, out).getStatus() != SSLEngineResult.Status.OK) {
                break;
            }
        }
        boolean any = out.position() > 0;
        send(out.flip());
        return any;
    }

    private void send(ByteBuffer records) throws IOException {
        ByteBuffer waiting = unsent;
        if (waiting == null) {
            socket.write(records);
        }
        if (records.hasRemaining()) {
            int before = waiting == null ? 0 : waiting.remaining();
            ByteBuffer all = ByteBuffer.allocate(before + records.remaining());
            if (waiting != null) {
                all.put(waiting);
            }
            unsent = all.put(records).flip();
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

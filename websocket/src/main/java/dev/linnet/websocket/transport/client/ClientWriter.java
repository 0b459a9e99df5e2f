package dev.linnet.websocket.transport.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes what is queued, all of it at once, and then what was queued meanwhile. Blocks in the socket, but holds no lock there. */
final class ClientWriter implements Runnable {
    /** One TLS record; and what the JDK copies outside of the heap for each write, and keeps. */
    private static final int PIECE = 16 * 1024;

    private final ClientConnection connection;
    private final ListenerCalls calls;

    ClientWriter(ClientConnection connection, ListenerCalls calls) {
        this.connection = connection;
        this.calls = calls;
    }

    @Override
    @SuppressWarnings("ByteBufferBackingArray") // the queue's buffers are whole arrays
    public void run() {
        try {
            OutputStream out = connection.socket().output();
            ByteBuffer bytes;
            while ((bytes = connection.awaitOutput()) != null) {
                while (bytes.hasRemaining()) {
                    int count = Math.min(PIECE, bytes.remaining());
                    out.write(bytes.array(), bytes.position(), count);
                    bytes.position(bytes.position() + count);
                    if (connection.written(count)) {
                        calls.writable();
                    }
                }
            }
            connection.socket().endOutput();
        } catch (IOException e) {
            connection.outputFailed(ClientSocket.reason(e));
        } catch (RuntimeException | Error e) {
            // A defect of the engine, or no memory: without a writer there is no connection.
            connection.report("writing failed", e);
            connection.abort();
        }
    }
}

package dev.linnet.websocket.transport.server;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.http.ResponseStream;
import dev.linnet.websocket.session.ReceiveBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An answer whose body is being written bit by bit, until either side ends it; the connection ends with it. */
final class StreamPhase implements Phase, ResponseStream {
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    /** What a chunk's size line and line ends take at most. */
    private static final int CHUNK_OVERHEAD = 12;

    private final Connection connection;
    private final boolean chunked; // an HTTP/1.0 peer knows only the connection's end
    private final Runnable ended;
    private final AtomicInteger posted = new AtomicInteger(); // bytes on their way to the loop
    private volatile boolean open = true; // written by the loop's thread only

    StreamPhase(Connection connection, boolean chunked, Runnable ended) {
        this.connection = connection;
        this.chunked = chunked;
        this.ended = ended;
    }

    // From any thread

    @Override
    public boolean write(byte[] bytes) {
        if (!open) {
            return false;
        }
        EventLoop loop = connection.loop();
        int size = bytes.length + CHUNK_OVERHEAD;
        if (posted.addAndGet(size) + (long) connection.queuedBytes()
                <= loop.service().options().maxOutboundBytes()) {
            byte[] copy = bytes.clone();
            if (loop.mailbox().offer(() -> writePosted(copy))) {
                return true;
            }
        }
        posted.addAndGet(-size);
        loop.service().elsewhere().addFromAnyThread(ServerCounter.MESSAGES_REFUSED);
        return false;
    }

    @Override
    public void end() {
        // After what was written: the mailbox keeps the order.
        connection.loop().mailbox().post(this::finish);
    }

    // On the loop's thread

    private void writePosted(byte[] bytes) {
        if (open) {
            writeNow(bytes);
        }
        posted.addAndGet(-bytes.length - CHUNK_OVERHEAD);
    }

    void writeNow(byte[] bytes) {
        if (bytes.length == 0) {
            return; // an empty chunk would be the last
        }
        if (chunked) {
            connection.write(Integer.toHexString(bytes.length).getBytes(StandardCharsets.ISO_8859_1));
            connection.write(LINE_END);
            connection.write(bytes);
            connection.write(LINE_END);
        } else {
            connection.write(bytes);
        }
    }

    boolean isChunked() {
        return chunked;
    }

    /** Ends after the head: what a HEAD request gets, which takes no body, not even an empty one (RFC 9112 §6.3). */
    void endAfterHead() {
        close();
        connection.finish(connection.loop().service().options().slowReaderTimeout());
    }

    private void finish() {
        if (open) {
            if (chunked) {
                connection.write(LAST_CHUNK);
            }
            close();
            connection.finish(connection.loop().service().options().slowReaderTimeout());
        }
    }

    private void close() {
        if (open) {
            open = false;
            try {
                ended.run();
            } catch (RuntimeException | Error failure) {
                connection.loop().report("ending a stream failed", failure);
            }
        }
    }

    /** A request that comes before the stream's end gets no answer: the connection closes, as its head said. */
    @Override
    public void received(ReceiveBuffer in) {
        in.bytes().position(in.bytes().limit());
    }

    @Override
    public void inputEnded() {
        // That is how a browser leaves; a peer that still listens reads a whole body all the same.
        finish();
    }

    @Override
    public void attend() {}

    @Override
    public void progress() {}

    @Override
    public void tick(long now) {
        OutboundQueue queue = connection.queue();
        long patience =
                connection.loop().service().options().slowReaderTimeout().toNanos();
        if (queue != null && now - queue.progressAt() >= patience) {
            connection.loop().tally().add(ServerCounter.SLOW_READERS);
            close();
            connection.cut();
        }
    }

    @Override
    public void stop(CloseStatus status) {
        finish();
    }

    @Override
    public void lost(String reason) {
        close();
    }
}

package dev.linnet.hub.live;

import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open dashboard. What it has not taken yet waits here and coalesces; no more than {@link #HIGH_WATER} bytes, and then
 * one message, are ever handed to its socket. Except where it says otherwise, only the feed's thread touches it.
 */
final class LiveClient {
    static final long HIGH_WATER = 256 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpRequest handshake;
    private final WebSocket socket;
    private final Changes backlog = new Changes();
    private boolean greeted;
    private boolean ready;
    private boolean stalled;
    private long stalledSince;

    LiveClient(HttpRequest handshake, WebSocket socket) {
        this.handshake = handshake;
        this.socket = socket;
    }

    /** What it showed to be let in. */
    HttpRequest handshake() {
        return handshake;
    }

    boolean greeted() {
        return greeted;
    }

    /** Begins: everything there is. */
    void greet(Instant now, List<DeviceSnapshot> devices) {
        greeted = socket.sendText(LiveMessages.hello(now));
        devices.forEach(backlog::device);
    }

    /** Whether it has everything so far. */
    boolean isSettled() {
        return ready && backlog.isEmpty();
    }

    /** Whether it has everything so far, and room for more. */
    boolean isCurrent() {
        return isSettled() && socket.queuedBytes() < HIGH_WATER;
    }

    /** Hands over a message that others get too; false when there is no room for it. */
    boolean send(ByteBuffer message) {
        return socket.sendText(message);
    }

    void add(Changes changes) {
        backlog.add(changes);
    }

    /** Hands over what there is room for. */
    void flush(long nanoTime) {
        while (!backlog.isEmpty() && socket.queuedBytes() < HIGH_WATER) {
            Changes part = backlog.poll();
            if (!socket.sendText(LiveMessages.changes(part))) {
                // Rare: the socket's own limit is higher. What came meanwhile is nothing: this thread alone adds.
                part.add(backlog);
                backlog.add(part);
                break;
            }
        }
        if (backlog.isEmpty() && !ready) {
            ready = socket.sendText(LiveMessages.ready());
        }
        noteProgress(nanoTime);
    }

    /** Whether it has taken nothing for longer than {@link #PATIENCE} although there was something. */
    boolean isTooSlow(long nanoTime) {
        return stalled && nanoTime - stalledSince > PATIENCE.toNanos();
    }

    void close(CloseStatus status) {
        socket.close(status);
    }

    private void noteProgress(long nanoTime) {
        boolean waits = !backlog.isEmpty();
        if (waits && !stalled) {
            stalledSince = nanoTime;
        }
        stalled = waits;
    }

    /** Makes a client of a connection when it opens, and tells when it ends; on the connection's event loop. */
    static WebSocketListener listener(HttpRequest handshake, Consumer<LiveClient> opened, Consumer<LiveClient> ended) {
        return new WebSocketListener() {
            private @Nullable LiveClient client;

            @Override
            public void onOpen(WebSocket socket) {
                LiveClient made = new LiveClient(handshake, socket);
                client = made;
                opened.accept(made);
            }

            @Override
            public void onClose(WebSocket socket, CloseStatus status) {
                LiveClient gone = client;
                if (gone != null) {
                    ended.accept(gone);
                }
            }
        };
    }
}

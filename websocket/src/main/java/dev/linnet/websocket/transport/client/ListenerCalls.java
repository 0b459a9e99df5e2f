package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.StreamingListener;
import dev.linnet.websocket.WebSocketListener;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls the listener, one call after another although two threads do so: the reader for what comes in, the writer when
 * there is room again. The turn is held during the call, and that is its only purpose: no other thread ever waits for it,
 * and nobody waits for it with another lock in hand.
 */
final class ListenerCalls {
    private final ClientConnection connection;
    private final WebSocketListener listener;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean opened; // under turn
    private boolean roomBeforeOpen; // under turn
    private boolean ended; // under turn

    ListenerCalls(ClientConnection connection, WebSocketListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    void open() {
        call("onOpen", () -> {
            opened = true;
            listener.onOpen(connection);
            if (roomBeforeOpen) {
                listener.onWritable(connection);
            }
        });
    }

    void text() {
        call("onText", () -> listener.onText(connection, connection.payload()));
    }

    void binary() {
        call("onBinary", () -> listener.onBinary(connection, connection.payload()));
    }

    void textPart() {
        call("onTextPart", () -> streaming().onTextPart(connection, connection.payload(), connection.lastPart()));
    }

    void binaryPart() {
        call("onBinaryPart", () -> streaming().onBinaryPart(connection, connection.payload(), connection.lastPart()));
    }

    private StreamingListener streaming() {
        return (StreamingListener) listener; // the session streams for no other
    }

    void pong() {
        call("onPong", () -> listener.onPong(connection, connection.payload()));
    }

    /** Nothing when the connection has ended meanwhile. */
    void writable() {
        call("onWritable", () -> {
            if (!opened) {
                roomBeforeOpen = true;
            } else if (!ended) {
                listener.onWritable(connection);
            }
        });
    }

    void closed(CloseStatus status) {
        call("onClose", () -> {
            ended = true;
            listener.onClose(connection, status);
        });
    }

    // Whatever a listener throws must not end the engine's threads in silence: it is reported, and the connection
    // closed.
    private void call(String what, Runnable listening) {
        turn.lock();
        try {
            listening.run();
        } catch (RuntimeException | Error e) {
            connection.report(what + " failed", e);
            connection.fail(CloseStatus.of(CloseStatus.INTERNAL_ERROR));
        } finally {
            turn.unlock();
        }
    }
}

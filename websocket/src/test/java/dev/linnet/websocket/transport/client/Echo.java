package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.StreamingListener;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.nio.ByteBuffer;

/** Sends back what comes. */
class Echo implements WebSocketListener {
    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        socket.sendText(utf8);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer payload) {
        socket.sendBinary(payload);
    }

    @Override
    public void onClose(WebSocket socket, CloseStatus status) {}

    /** The same part by part: a message of any length in next to no memory, as fast as its reader takes it. */
    static final class Streaming extends Echo implements StreamingListener {
        private ByteBuffer waiting = ByteBuffer.allocate(0);
        private boolean waitingLast;

        @Override
        public void onBinaryPart(WebSocket socket, ByteBuffer payload, boolean last) {
            if (!socket.sendBinaryPart(payload, last)) {
                waiting = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
                waitingLast = last;
                socket.pause();
            }
        }

        @Override
        public void onWritable(WebSocket socket) {
            if (socket.sendBinaryPart(waiting, waitingLast)) {
                socket.resume();
            }
        }
    }
}

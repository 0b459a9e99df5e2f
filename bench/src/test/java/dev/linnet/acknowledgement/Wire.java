package dev.linnet.acknowledgement;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A connection whose messages arrive when the test says so. Either end may be dead without the other knowing. */
final class Wire {
    /** Messages that an end's queue takes before it refuses. */
    private static final int ROOM = 6;

    final End agent = new End();
    final End hub = new End();

    Wire() {
        agent.peer = hub;
        hub.peer = agent;
    }

    /** What one side holds in its hands. */
    static final class End implements WebSocket {
        private final Deque<byte[]> arriving = new ArrayDeque<>();
        private @Nullable End peer;
        private @Nullable WebSocketListener listener;
        private @Nullable CloseStatus closing; // the peer's, behind all that arrives
        private boolean open = true;
        private boolean paused;
        private boolean refused;

        void listener(WebSocketListener hears) {
            listener = hears;
            hears.onOpen(this);
        }

        /** Lets the next message arrive; false when there is none. */
        boolean deliver() {
            if (!open || paused || listener == null) {
                return false;
            }
            byte[] message = arriving.poll();
            if (message != null) {
                listener.onText(this, ByteBuffer.wrap(message));
                if (peer != null) {
                    peer.drained(arriving.size());
                }
                return true;
            }
            if (closing != null) {
                die(closing);
            }
            return false;
        }

        private void drained(int left) {
            if (refused && open && left <= ROOM / 2 && listener != null) {
                refused = false;
                listener.onWritable(this);
            }
        }

        /** This side finds the connection dead, and tells nobody. */
        void die(CloseStatus status) {
            if (open || closing != null) {
                open = false;
                closing = null;
                if (listener != null) {
                    listener.onClose(this, status);
                    listener = null;
                }
            }
        }

        /** This side is gone with its process. */
        void vanish() {
            open = false;
            listener = null;
        }

        boolean isGone() {
            return listener == null;
        }

        @Override
        public boolean sendText(ByteBuffer utf8) {
            if (!open || peer == null) {
                return false;
            }
            if (peer.arriving.size() >= ROOM) {
                refused = true;
                return false;
            }
            byte[] message = new byte[utf8.remaining()];
            utf8.get(message);
            peer.arriving.add(message);
            return true;
        }

        @Override
        public boolean sendBinary(ByteBuffer payload) {
            throw new AssertionError("nothing is sent in binary");
        }

        @Override
        public boolean sendPing(ByteBuffer payload) {
            return open;
        }

        @Override
        public String subprotocol() {
            return "linnet.v1.json";
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return InetSocketAddress.createUnresolved("peer", 1);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void close(CloseStatus status) {
            if (open) {
                open = false;
                closing = status;
                if (peer != null) {
                    peer.closing = status;
                }
            }
        }

        @Override
        public void abort() {
            close(CloseStatus.of(CloseStatus.ABNORMAL));
        }
    }
}

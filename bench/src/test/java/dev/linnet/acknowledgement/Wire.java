package dev.linnet.acknowledgement;

import dev.linnet.protocol.MessageCodec;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection whose messages arrive when the test says so. Either end may be dead without the other knowing. */
final class Wire {
    /** Messages that an end's queue takes before it refuses. */
    private static final int ROOM = 6;

    final End agent;
    final End hub;

    /** @param sent hears what the agent sends */
    Wire(MessageCodec codec, Consumer<ByteBuffer> sent) {
        agent = new End(codec, sent);
        hub = new End(codec, message -> {});
        agent.peer = hub;
        hub.peer = agent;
    }

    /** What is under way. */
    private record Frame(Kind kind, ByteBuffer payload) {
        enum Kind {
            MESSAGE,
            PING,
            PONG
        }
    }

    /** What one side holds in its hands. */
    static final class End implements WebSocket {
        private final MessageCodec codec;
        private final Consumer<ByteBuffer> sent;
        private final Deque<Frame> arriving = new ArrayDeque<>();
        private @Nullable End peer;
        private @Nullable WebSocketListener listener;
        private @Nullable CloseStatus closing; // the peer's, behind all that arrives
        private boolean open = true;
        private boolean paused;
        private boolean refused;

        End(MessageCodec codec, Consumer<ByteBuffer> sent) {
            this.codec = codec;
            this.sent = sent;
        }

        void listener(WebSocketListener hears) {
            listener = hears;
            hears.onOpen(this);
        }

        /** Lets the next message arrive; false when there is none. */
        boolean deliver() {
            if (!open || paused || listener == null) {
                return false;
            }
            Frame frame = arriving.poll();
            if (frame != null) {
                hear(listener, frame);
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

        private void hear(WebSocketListener hears, Frame frame) {
            ByteBuffer payload = frame.payload;
            switch (frame.kind) {
                case MESSAGE -> {
                    if (codec.isBinary()) {
                        hears.onBinary(this, payload);
                    } else {
                        hears.onText(this, payload);
                    }
                }
                case PING -> send(Frame.Kind.PONG, payload);
                case PONG -> hears.onPong(this, payload);
            }
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

        private boolean send(Frame.Kind kind, ByteBuffer from) {
            if (!open || peer == null) {
                return false;
            }
            if (kind == Frame.Kind.MESSAGE && peer.arriving.size() >= ROOM) {
                refused = true;
                return false;
            }
            byte[] payload = new byte[from.remaining()];
            from.get(payload);
            if (kind == Frame.Kind.MESSAGE) {
                sent.accept(ByteBuffer.wrap(payload));
            }
            peer.arriving.add(new Frame(kind, ByteBuffer.wrap(payload)));
            return true;
        }

        @Override
        public boolean sendText(ByteBuffer utf8) {
            if (codec.isBinary()) {
                throw new AssertionError("text, where everything is binary");
            }
            return send(Frame.Kind.MESSAGE, utf8);
        }

        @Override
        public boolean sendBinary(ByteBuffer payload) {
            if (!codec.isBinary()) {
                throw new AssertionError("binary, where everything is text");
            }
            return send(Frame.Kind.MESSAGE, payload);
        }

        @Override
        public boolean sendPing(ByteBuffer payload) {
            return send(Frame.Kind.PING, payload);
        }

        @Override
        public String subprotocol() {
            return codec.subprotocol();
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

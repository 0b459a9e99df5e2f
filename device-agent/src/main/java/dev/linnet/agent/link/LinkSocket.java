package dev.linnet.agent.link;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its reader's thread to the loop: decodes what comes, answers what cannot be decoded, and stops
 * reading while the loop has too much to do, so that a hub cannot fill this agent's memory.
 */
final class LinkSocket implements WebSocketListener {
    /** Hears one connection; on the loop. */
    interface Events {
        void opened(LinkSocket from, WebSocket socket, MessageCodec codec);

        void received(LinkSocket from, Message.FromHub message);

        void ponged(LinkSocket from, String payload);

        void writable(LinkSocket from);

        void closed(LinkSocket from, CloseStatus status);
    }

    private static final int MAX_WAITING = 256;
    private static final int RESUME_BELOW = 64;

    private final Scheduler loop;
    private final MessageCodecs codecs;
    private final Events events;
    private @Nullable MessageCodec codec; // the one agreed; written in onOpen, the reader's own
    private final AtomicInteger waiting = new AtomicInteger();

    LinkSocket(Scheduler loop, MessageCodecs codecs, Events events) {
        this.loop = loop;
        this.codecs = codecs;
        this.events = events;
    }

    @Override
    public void onOpen(WebSocket socket) {
        MessageCodec agreed = codecs.of(socket.subprotocol());
        if (agreed == null) {
            socket.close(new CloseStatus(CloseStatus.PROTOCOL_ERROR, "no encoding was agreed"));
            return;
        }
        codec = agreed;
        loop.execute(() -> events.opened(this, socket, agreed));
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        received(socket, utf8, false);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer payload) {
        received(socket, payload, true);
    }

    private void received(WebSocket socket, ByteBuffer payload, boolean binary) {
        MessageCodec agreed = codec;
        if (agreed == null || agreed.isBinary() != binary) {
            socket.close(new CloseStatus(
                    CloseStatus.UNSUPPORTED_DATA,
                    "a " + (binary ? "binary" : "text") + " message is not understood here"));
            return;
        }
        Message.FromHub message;
        try {
            message = agreed.decodeFromHub(payload);
        } catch (MalformedMessageException e) {
            // Refused only when the hub has stopped reading; then it would not read this either.
            send(socket, agreed, agreed.encode(e.fault()));
            return;
        }
        post(socket, () -> events.received(this, message));
    }

    /** Sends an encoded message in the frame that its encoding goes in; false when it does not fit. */
    static boolean send(WebSocket socket, MessageCodec codec, byte[] message) {
        ByteBuffer payload = ByteBuffer.wrap(message);
        return codec.isBinary() ? socket.sendBinary(payload) : socket.sendText(payload);
    }

    @Override
    public void onPong(WebSocket socket, ByteBuffer payload) {
        String text = StandardCharsets.UTF_8.decode(payload).toString();
        post(socket, () -> events.ponged(this, text));
    }

    @Override
    public void onWritable(WebSocket socket) {
        loop.execute(() -> events.writable(this));
    }

    @Override
    public void onClose(WebSocket socket, CloseStatus status) {
        loop.execute(() -> events.closed(this, status));
    }

    private void post(WebSocket socket, Runnable event) {
        if (waiting.incrementAndGet() == MAX_WAITING) {
            socket.pause();
        }
        loop.execute(() -> {
            try {
                event.run();
            } finally {
                if (waiting.decrementAndGet() == RESUME_BELOW) {
                    socket.resume();
                }
            }
        });
    }
}

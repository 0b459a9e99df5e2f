package dev.linnet.agent.link;

import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection, from its reader's thread to the loop: decodes what comes, answers what cannot be decoded, and stops
 * reading while the loop has too much to do, so that a hub cannot fill this agent's memory.
 */
final class LinkSocket implements WebSocketListener {
    /** Hears one connection; on the loop. */
    interface Events {
        void opened(LinkSocket from, WebSocket socket);

        void received(LinkSocket from, Message.FromHub message);

        void ponged(LinkSocket from, String payload);

        void writable(LinkSocket from);

        void closed(LinkSocket from, CloseStatus status);
    }

    private static final int MAX_WAITING = 256;
    private static final int RESUME_BELOW = 64;

    private final Scheduler loop;
    private final MessageCodec codec;
    private final Events events;
    private final AtomicInteger waiting = new AtomicInteger();

    LinkSocket(Scheduler loop, MessageCodec codec, Events events) {
        this.loop = loop;
        this.codec = codec;
        this.events = events;
    }

    @Override
    public void onOpen(WebSocket socket) {
        loop.execute(() -> events.opened(this, socket));
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        Message.FromHub message;
        try {
            message = codec.decodeFromHub(utf8);
        } catch (MalformedMessageException e) {
            // Refused only when the hub has stopped reading; then it would not read this either.
            socket.sendText(ByteBuffer.wrap(codec.encode(e.fault())));
            return;
        }
        post(socket, () -> events.received(this, message));
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

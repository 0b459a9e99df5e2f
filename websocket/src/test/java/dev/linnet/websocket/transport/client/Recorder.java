package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a listener hears. */
class Recorder implements WebSocketListener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void onOpen(WebSocket socket) {
        heard.add("open");
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        heard.add("text " + StandardCharsets.UTF_8.decode(utf8));
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer payload) {
        heard.add("binary " + payload.remaining());
    }

    @Override
    public void onWritable(WebSocket socket) {
        heard.add("writable");
    }

    @Override
    public void onClose(WebSocket socket, CloseStatus status) {
        heard.add("close " + status);
    }

    /** The next thing heard. */
    String next() throws InterruptedException {
        String next = heard.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing within 10 s" : next;
    }

    boolean heardNothingMore() {
        return heard.isEmpty();
    }
}

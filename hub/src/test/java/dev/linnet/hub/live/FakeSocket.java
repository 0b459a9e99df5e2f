package dev.linnet.hub.live;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A browser's end of a connection: keeps what it is sent, and says how much of it waits. */
final class FakeSocket implements WebSocket {
    private final List<String> messages = new ArrayList<>(); // all below: guarded by this
    private long queued;
    private @Nullable CloseStatus closed;

    /** From now on the browser takes nothing: the queue stays as full as it is. */
    synchronized void stall() {
        queued = LiveClient.HIGH_WATER;
    }

    synchronized void flow() {
        queued = 0;
    }

    /** Waits until the messages so far are as wanted. */
    synchronized List<String> await(Predicate<List<String>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!wanted.test(messages)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("the feed never said it; it said " + messages);
            }
            wait(left);
        }
        return List.copyOf(messages);
    }

    List<String> awaitContaining(String part) throws InterruptedException {
        return await(said -> said.stream().anyMatch(message -> message.contains(part)));
    }

    synchronized CloseStatus awaitClose() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (closed == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("the feed never closed the connection");
            }
            wait(left);
        }
        return closed;
    }

    synchronized void forget() {
        messages.clear();
    }

    @Override
    public synchronized boolean sendText(ByteBuffer utf8) {
        messages.add(StandardCharsets.UTF_8.decode(utf8.duplicate()).toString());
        notifyAll();
        return true;
    }

    @Override
    public synchronized long queuedBytes() {
        return queued;
    }

    @Override
    public synchronized void close(CloseStatus status) {
        closed = status;
        notifyAll();
    }

    @Override
    public void abort() {
        close(CloseStatus.of(CloseStatus.ABNORMAL));
    }

    @Override
    public String subprotocol() {
        return "";
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("browser", 1);
    }

    @Override
    public synchronized boolean isOpen() {
        return closed == null;
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        throw new UnsupportedOperationException("the feed sends text only");
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
        throw new UnsupportedOperationException("the engine pings");
    }

    @Override
    public void pause() {
        throw new UnsupportedOperationException("the feed reads nothing");
    }

    @Override
    public void resume() {
        throw new UnsupportedOperationException("the feed reads nothing");
    }
}

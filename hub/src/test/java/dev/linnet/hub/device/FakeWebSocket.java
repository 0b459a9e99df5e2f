package dev.linnet.hub.device;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, and takes only as much as a test allows. */
final class FakeWebSocket implements WebSocket {
    final List<String> sent = new ArrayList<>();
    final List<byte[]> binary = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean paused;

    @Nullable
    CloseStatus closed;

    @Override
    public String subprotocol() {
        return "linnet.v1.json";
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("agent", 4711);
    }

    @Override
    public boolean isOpen() {
        return closed == null;
    }

    @Override
    public boolean sendText(CharSequence text) {
        if (!isOpen() || room == 0) {
            return false;
        }
        room--;
        sent.add(text.toString());
        return true;
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        return sendText(StandardCharsets.UTF_8.decode(utf8.duplicate()));
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        byte[] copy = new byte[payload.remaining()];
        payload.get(payload.position(), copy);
        return isOpen() && binary.add(copy);
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
        throw new AssertionError("the engine pings");
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
        if (closed == null) {
            closed = status;
        }
    }

    @Override
    public void abort() {
        close(CloseStatus.of(CloseStatus.ABNORMAL));
    }
}

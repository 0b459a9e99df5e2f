package dev.linnet.agent.link;

import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Status;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent's end of a connection, as a test sees it: keeps what is sent, and takes only as much as it is told to. */
class FakeSocket implements WebSocket {
    static final MessageCodec CODEC = new JsonCodec();

    final List<Message.FromAgent> sent = new ArrayList<>();
    final List<Status> statuses = new ArrayList<>();
    final List<String> pings = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean paused;
    int pauses;
    boolean open = true;

    @Nullable
    CloseStatus closed;

    /** What was sent since the last call. */
    List<Message.FromAgent> takeSent() {
        List<Message.FromAgent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public boolean sendText(ByteBuffer utf8) {
        Message.FromAgent message;
        try {
            message = CODEC.decodeFromAgent(utf8);
        } catch (MalformedMessageException e) {
            throw new AssertionError("the agent sent what nobody can read", e);
        }
        if (open && message instanceof Status status) {
            statuses.add(status); // comes by the clock, between whatever a test is about
            return true;
        }
        if (!open || room <= 0) {
            return false;
        }
        room--;
        sent.add(message);
        return true;
    }

    @Override
    public boolean sendBinary(ByteBuffer payload) {
        throw new AssertionError("nothing is sent in binary");
    }

    @Override
    public boolean sendPing(ByteBuffer payload) {
        pings.add(StandardCharsets.US_ASCII.decode(payload).toString());
        return open;
    }

    @Override
    public String subprotocol() {
        return CODEC.subprotocol();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("hub", 1);
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
        pauses++;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void close(CloseStatus status) {
        open = false;
        closed = status;
    }

    @Override
    public void abort() {
        open = false;
        closed = CloseStatus.of(CloseStatus.ABNORMAL);
    }
}

package dev.linnet.bench.interoperability;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Linnet's client sends messages one after another to a server that echoes, and compares what comes back. */
final class Conversation implements WebSocketListener {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<Messages.Sent> messages = Messages.all();
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private int echoed; // owned by the client's reader thread

    private Conversation() {}

    /** Why it failed, or the empty string when every message came back as it was. */
    static String with(URI server, @Nullable Compression compression) throws IOException, InterruptedException {
        ClientOptions.Builder options =
                ClientOptions.builder().maxMessageBytes(4 << 20).maxOutboundBytes(8 << 20);
        if (compression != null) {
            options.compression(compression);
        }
        Conversation conversation = new Conversation();
        new WebSocketClient(options.build()).connect(server, HttpHeaders.EMPTY, List.of(), conversation);
        try {
            return conversation.outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "no end after " + LIMIT.toSeconds() + " s and " + conversation.echoed + " messages";
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        send(socket);
    }

    @Override
    public void onText(WebSocket socket, ByteBuffer utf8) {
        compare(socket, utf8, true);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer payload) {
        compare(socket, payload, false);
    }

    @Override
    public void onClose(WebSocket socket, CloseStatus status) {
        boolean all = echoed == messages.size() && status.code() == CloseStatus.NORMAL;
        outcome.complete(all ? "" : "closed with " + status + " after " + echoed + " messages");
    }

    private void compare(WebSocket socket, ByteBuffer back, boolean text) {
        Messages.Sent sent = messages.get(echoed);
        if (text != sent.text() || !back.equals(sent.payload())) {
            outcome.complete("message " + echoed + " of " + sent.payload().remaining() + " bytes came back as "
                    + back.remaining());
            socket.abort();
            return;
        }
        echoed++;
        if (echoed == messages.size()) {
            socket.close(CloseStatus.of(CloseStatus.NORMAL));
        } else {
            send(socket);
        }
    }

    private void send(WebSocket socket) {
        Messages.Sent next = messages.get(echoed);
        boolean sent = next.text() ? socket.sendText(next.payload()) : socket.sendBinary(next.payload());
        if (!sent) {
            outcome.complete("message " + echoed + " was refused");
        }
    }
}

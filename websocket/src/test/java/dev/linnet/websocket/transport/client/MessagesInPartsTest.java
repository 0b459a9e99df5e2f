package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.StreamingListener;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MessagesInPartsTest {
    private static final int BOUND = 64 * 1024;

    /** What the server's side of a connection is, once it is open. */
    private final CompletableFuture<WebSocket> serverSide = new CompletableFuture<>();

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final Recorder heard = new Recorder() {
        @Override
        public void onWritable(WebSocket socket) {} // here, who is refused tries again by himself
    };
    private WebSocketListener listener = new Echo();
    private final WebSocketServer server = new WebSocketServer(
            ServerOptions.builder()
                    .maxMessageBytes(1000)
                    .maxOutboundBytes(BOUND)
                    .compression(Compression.defaults())
                    .failures((what, failure) -> failures.add(failure))
                    .build(),
            request -> new Upgrade.Accept(listener, ""),
            exchange -> exchange.respond(HttpResponse.of(404)));

    @AfterEach
    void stop() {
        server.close();
    }

    private WebSocket connect(WebSocketListener with, ClientOptions.Builder options) throws IOException {
        return new WebSocketClient(options.maxOutboundBytes(BOUND).build())
                .connect(URI.create("ws://127.0.0.1:" + server.start().getPort()), HttpHeaders.EMPTY, List.of(), with);
    }

    /** Far more than either end may hold at a time goes there and back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void echoesAMessageLargerThanAnyBufferOrLimit(boolean compressed) throws Exception {
        int parts = 500;
        int size = 10_000;
        listener = new Echo.Streaming();
        CompletableFuture<Long> back = new CompletableFuture<>();
        WebSocket socket = connect(
                new StreamingListener() {
                    private long sum;

                    @Override
                    public void onBinaryPart(WebSocket from, ByteBuffer payload, boolean last) {
                        sum += payload.remaining();
                        if (last) {
                            back.complete(sum);
                        }
                    }

                    @Override
                    public void onClose(WebSocket from, CloseStatus status) {
                        back.completeExceptionally(new AssertionError(status));
                    }
                },
                compressed ? ClientOptions.builder().compression(Compression.defaults()) : ClientOptions.builder());
        for (int i = 0; i < parts; i++) {
            while (!socket.sendBinaryPart(ByteBuffer.allocate(size), i == parts - 1)) {
                Thread.onSpinWait();
            }
        }
        assertThat(back.get(30, TimeUnit.SECONDS)).isEqualTo((long) parts * size);
        assertThat(failures).isEmpty();
    }

    @Test
    void limitsAStreamedMessageAsItsListenerSays() throws Exception {
        listener = new StreamingListener() {
            @Override
            public long maxMessageBytes() {
                return 5;
            }

            @Override
            public void onTextPart(WebSocket socket, ByteBuffer utf8, boolean last) {
                socket.sendText(StandardCharsets.UTF_8.decode(utf8) + (last ? "." : ".."));
            }

            @Override
            public void onClose(WebSocket socket, CloseStatus status) {}
        };
        WebSocket socket = connect(heard, ClientOptions.builder());
        assertThat(heard.next()).isEqualTo("open");
        socket.sendText("12345");
        assertThat(heard.next()).isEqualTo("text 12345.");
        socket.sendTextPart(utf8("123"), false);
        assertThat(heard.next()).isEqualTo("text 123..");
        socket.sendTextPart(utf8("456"), true);
        assertThat(heard.next()).startsWith("close 1009");
    }

    @Test
    void otherMessagesWaitForTheLastPart() throws Exception {
        listener = serverSide();
        WebSocket client = connect(heard, ClientOptions.builder());
        WebSocket fromServer = serverSide.get(10, TimeUnit.SECONDS);
        assertThat(heard.next()).isEqualTo("open");
        for (WebSocket socket : List.of(fromServer, client)) {
            assertThat(socket.sendTextPart(utf8("a"), false)).isTrue();
            assertThat(socket.sendText("whole")).isTrue();
            assertThat(socket.sendPing(utf8("p"))).isTrue();
            assertThat(socket.sendTextPart(utf8("b"), false)).isTrue();
            assertThat(socket.sendText("too")).isTrue();
            assertThat(socket.sendTextPart(utf8(""), true)).isTrue();
            assertThat(heard.next()).isEqualTo("text ab");
            assertThat(heard.next()).isEqualTo("text whole");
            assertThat(heard.next()).isEqualTo("text too");
        }
    }

    /** Those who wait for the last part must not keep it from being sent. */
    @Test
    void messagesThatWaitLeaveRoomForTheParts() throws Exception {
        listener = serverSide();
        WebSocket client = connect(heard, ClientOptions.builder().maxMessageBytes(4 * BOUND));
        assertThat(heard.next()).isEqualTo("open");
        WebSocket fromServer = serverSide.get(10, TimeUnit.SECONDS);
        assertThat(fromServer.sendBinaryPart(ByteBuffer.allocate(1), false)).isTrue();
        int held = 0;
        while (fromServer.sendBinary(ByteBuffer.allocate(1000))) {
            held++;
        }
        assertThat(held).isBetween(1, BOUND / 1000);
        while (!fromServer.sendBinaryPart(ByteBuffer.allocate(BOUND), true)) {
            Thread.onSpinWait();
        }
        assertThat(heard.next()).isEqualTo("binary " + (1 + BOUND));
        for (int i = 0; i < held; i++) {
            assertThat(heard.next()).isEqualTo("binary 1000");
        }
        assertThat(client.sendTextPart(utf8("a"), false)).isTrue();
        while (client.sendText("b".repeat(900))) {
            assertThat(client.isOpen()).isTrue();
        }
        while (!client.sendTextPart(utf8("c".repeat(900)), true)) {
            Thread.onSpinWait();
        }
        assertThat(heard.next()).isEqualTo("text a" + "c".repeat(900));
        assertThat(heard.next()).isEqualTo("text " + "b".repeat(900));
    }

    @Test
    void mixesNoKinds() throws Exception {
        listener = serverSide();
        WebSocket client = connect(heard, ClientOptions.builder());
        assertThat(heard.next()).isEqualTo("open");
        assertThat(client.sendTextPart(utf8("a"), false)).isTrue();
        assertThatThrownBy(() -> client.sendBinaryPart(utf8("b"), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a BINARY part in the middle of a TEXT message");
        WebSocket fromServer = serverSide.get(10, TimeUnit.SECONDS);
        assertThat(fromServer.sendTextPart(utf8("a"), false)).isTrue();
        assertThat(fromServer.sendBinaryPart(utf8("b"), true)).isTrue();
        assertThat(heard.next()).startsWith("close 1011");
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    /** Half of the bound is free at once, but not enough for the message that was refused. */
    @Test
    void triesAgainOnlyWhenSomethingHasLeft() throws Exception {
        listener = new Echo() {
            @Override
            public void onText(WebSocket socket, ByteBuffer utf8) {
                assertThat(socket.sendBinary(ByteBuffer.allocate(BOUND / 2 - 1000)))
                        .isTrue();
                assertThat(socket.sendBinary(ByteBuffer.allocate(BOUND))).isFalse();
            }

            @Override
            public void onWritable(WebSocket socket) {
                socket.sendBinary(ByteBuffer.allocate(BOUND));
            }
        };
        WebSocket client = connect(heard, ClientOptions.builder().maxMessageBytes(BOUND));
        client.sendText("go");
        assertThat(heard.next()).isEqualTo("open");
        assertThat(heard.next()).isEqualTo("binary " + (BOUND / 2 - 1000));
        assertThat(heard.next()).isEqualTo("binary " + BOUND);
        assertThat(failures).isEmpty();
    }

    @Test
    void saysWhenAMessageCanNeverBeSent() throws Exception {
        listener = serverSide();
        WebSocket client = connect(heard, ClientOptions.builder());
        for (WebSocket socket : List.of(client, serverSide.get(10, TimeUnit.SECONDS))) {
            assertThatThrownBy(() -> socket.sendBinary(ByteBuffer.allocate(BOUND + 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65537 bytes")
                    .hasMessageContaining("maxOutboundBytes is 65536");
            assertThatThrownBy(() -> socket.sendTextPart(ByteBuffer.allocate(BOUND + 1), false))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void tracesTheClientsSideInOrderAndNeverUnderItsLock() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        WebSocket socket = connect(heard, ClientOptions.builder());
        socket.trace(FrameTrace.to(line -> {
            lines.add(line.replaceFirst("^127[^ ]+ ", "") + " " + (socket.queuedBytes() >= 0));
        }));
        for (int i = 0; i < 100; i++) {
            socket.sendText("m" + i);
            assertThat(lines.poll(10, TimeUnit.SECONDS))
                    .startsWith("out TEXT fin")
                    .contains("\"m" + i + "\"");
            assertThat(lines.poll(10, TimeUnit.SECONDS))
                    .startsWith("in  TEXT fin")
                    .contains("\"m" + i + "\"");
        }
        socket.trace(null);
        socket.sendText("untraced");
        assertThat(lines).isEmpty();
    }

    @Test
    void aTraceThatFailsEndsAndNothingElseDoes() throws Exception {
        WebSocket socket = connect(
                heard, ClientOptions.builder().failures((what, failure) -> failures.add(new Exception(what, failure))));
        AtomicInteger asked = new AtomicInteger();
        socket.trace(FrameTrace.to(line -> {
            asked.incrementAndGet();
            throw new IllegalStateException("as the test wants");
        }));
        for (int i = 0; i < 3; i++) {
            assertThat(socket.sendText("m" + i)).isTrue();
        }
        for (String expected : List.of("open", "text m0", "text m1", "text m2")) {
            assertThat(heard.next()).isEqualTo(expected);
        }
        assertThat(asked).hasValue(1);
        assertThat(failures.take())
                .hasMessageStartingWith("writing a trace failed, and is off, on the connection to ")
                .hasRootCauseMessage("as the test wants");
        assertThat(failures).isEmpty();
    }

    private WebSocketListener serverSide() {
        return new Echo() {
            @Override
            public void onOpen(WebSocket socket) {
                serverSide.complete(socket);
            }
        };
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

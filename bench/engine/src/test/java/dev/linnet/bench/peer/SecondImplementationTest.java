package dev.linnet.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linnet's client with other servers, and Linnet's server with the JDK's client. */
class SecondImplementationTest {
    private static final List<String> TEXTS = List.of("", "21.5", "Grün 度 😀", "x".repeat(70_000));

    @ParameterizedTest
    @ValueSource(strings = {"linnet", "netty-epoll", "netty-nio", "undertow", "jetty", "java-websocket"})
    void ourClientWithEveryServer(String name) throws Exception {
        URI address =
                URI.create("ws://127.0.0.1:" + PeerServer.start(name, 0, null).port() + PeerServer.ECHO);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = new WebSocketClient(
                        ClientOptions.builder().maxMessageBytes(1 << 20).build())
                .connect(address, HttpHeaders.EMPTY, List.of(), new Recorder(heard));
        for (String text : TEXTS) {
            assertThat(socket.sendText(text)).isTrue();
            assertThat(next(heard)).isEqualTo("text " + text);
        }
        assertThat(socket.sendBinary(ByteBuffer.wrap(new byte[] {0, -1, 7}))).isTrue();
        assertThat(next(heard)).isEqualTo("binary 3");
        socket.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(next(heard)).isEqualTo("close 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linnet", "netty-epoll", "netty-nio", "undertow", "jetty", "java-websocket"})
    void everySinkAnswersMarkedMessagesOnly(String name) throws Exception {
        URI address =
                URI.create("ws://127.0.0.1:" + PeerServer.start(name, 0, null).port() + PeerServer.SINK);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = new WebSocketClient(ClientOptions.defaults())
                .connect(address, HttpHeaders.EMPTY, List.of(), new Recorder(heard));
        socket.sendText("{1");
        socket.sendText("E2");
        assertThat(next(heard)).isEqualTo("text E2");
        socket.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(next(heard)).isEqualTo("close 1000");
    }

    @Test
    void theJdksClientWithOurServer() throws Exception {
        URI address = URI.create(
                "ws://127.0.0.1:" + PeerServer.start("linnet", 0, null).port() + PeerServer.ECHO);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            java.net.http.WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(address, new JdkRecorder(heard))
                    .get(10, TimeUnit.SECONDS);
            for (String text : TEXTS) {
                socket.sendText(text.substring(0, text.length() / 2), false).get(10, TimeUnit.SECONDS);
                socket.sendText(text.substring(text.length() / 2), true).get(10, TimeUnit.SECONDS);
                assertThat(next(heard)).isEqualTo("text " + text);
            }
            socket.sendClose(4001, "enough").get(10, TimeUnit.SECONDS);
            assertThat(next(heard)).isEqualTo("close 4001");
        }
    }

    private static @Nullable String next(BlockingQueue<String> heard) throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private record Recorder(BlockingQueue<String> heard) implements WebSocketListener {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            heard.add("text " + StandardCharsets.UTF_8.decode(utf8));
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer payload) {
            heard.add("binary " + payload.remaining());
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {
            heard.add("close " + status.code());
        }
    }

    private static final class JdkRecorder implements java.net.http.WebSocket.Listener {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final BlockingQueue<String> heard;

        JdkRecorder(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence part, boolean last) {
            text.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            if (last) {
                heard.add("text " + text.toString(StandardCharsets.UTF_8));
                text.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(java.net.http.WebSocket socket, int status, String reason) {
            heard.add("close " + status);
            return CompletableFuture.completedStage(null);
        }
    }
}

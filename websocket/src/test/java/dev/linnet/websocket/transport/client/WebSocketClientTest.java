package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebSocketClientTest {
    private final Recorder heard = new Recorder();
    private final ClientOptions.Builder options = ClientOptions.builder();

    private WebSocket connect(URI uri) throws IOException {
        return new WebSocketClient(options.build()).connect(uri, HttpHeaders.EMPTY, List.of("a", "b"), heard);
    }

    @Test
    void opensEvenWhenTheAnswerComesByteByByteWithFramesRightAfterIt() throws Exception {
        try (RawServer server = RawServer.play(connection -> {
            String head = connection.readHead();
            assertThat(head).contains("Authorization: Bearer t\r\n", "Sec-WebSocket-Protocol: a\r\n");
            String answer = RawServer.accepting(head) + "\u0081\u0002hi\u0088\u0002\u0003\u00E9";
            for (int i = 0; i < answer.length(); i++) {
                connection.write(answer.substring(i, i + 1));
            }
            connection.awaitEnd();
        })) {
            WebSocket socket = new WebSocketClient(options.build())
                    .connect(server.uri("ws"), HttpHeaders.of("Authorization", "Bearer t"), List.of("a"), heard);

            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.next()).isEqualTo("text hi");
            assertThat(heard.next()).isEqualTo("close 1001");
            assertThat(socket.isOpen()).isFalse();
            assertThat(socket.sendText("late")).isFalse();
            server.await();
        }
    }

    @Test
    void sendsMaskedFramesAndShakesHandsAtTheClose() throws Exception {
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            assertThat(connection.readFrame()).isEqualTo(new byte[] {(byte) 0x81, 'h', 'i'});
            assertThat(connection.readFrame()).isEqualTo(new byte[] {(byte) 0x82, 1, 2});
            assertThat(connection.readFrame()).isEqualTo(new byte[] {(byte) 0x88, 3, (byte) 0xE8, 'b', 'y', 'e'});
            connection.write("\u0088\u0002\u0003\u00E8");
            connection.awaitEnd();
        })) {
            WebSocket socket = connect(server.uri("ws"));
            assertThat(socket.remoteAddress().getPort())
                    .isEqualTo(server.uri("ws").getPort());
            assertThat(socket.sendText("hi")).isTrue();
            assertThat(socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}))).isTrue();
            socket.close(new CloseStatus(CloseStatus.NORMAL, "bye"));
            assertThat(socket.isOpen()).isFalse();

            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.next()).isEqualTo("close 1000");
            server.await();
            assertThat(heard.heardNothingMore()).isTrue();
        }
    }

    @Test
    void tellsWhyTheServerRefuses() throws Exception {
        try (RawServer server = RawServer.play(connection -> {
            connection.readHead();
            connection.write("HTTP/1.1 503 Busy\r\nRetry-After: 12\r\nContent-Length: 7\r\n\r\ncome la");
            connection.write("ter");
            connection.awaitEnd();
        })) {
            HandshakeException refusal =
                    catchThrowableOfType(HandshakeException.class, () -> connect(server.uri("ws")));

            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(12));
            assertThat(refusal.body()).isEqualTo("come la");
            assertThat(refusal).hasMessageContaining("refused: status 503: come la");
            server.await();
        }
        assertThat(heard.heardNothingMore()).isTrue();
    }

    @Test
    void believesNoWrongAccept() throws Exception {
        try (RawServer server = RawServer.play(connection -> {
            String right = RawServer.accepting(connection.readHead());
            connection.write(right.replace("Accept: ", "Accept: x"));
            connection.awaitEnd();
        })) {
            assertThatThrownBy(() -> connect(server.uri("ws")))
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageContaining("Sec-WebSocket-Accept");
            server.await();
        }
    }

    @Test
    void namesAServerThatSpeaksSomethingElseOrNothing() throws Exception {
        try (RawServer server = RawServer.play(connection -> connection.write("SSH-2.0-OpenSSH\r\n"))) {
            assertThatThrownBy(() -> connect(server.uri("ws")))
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageContaining("does not speak WebSocket");
        }
        try (RawServer server = RawServer.play(RawServer.Connection::readHead)) {
            assertThatThrownBy(() -> connect(server.uri("ws")))
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageContaining("closed the connection during the opening handshake");
        }
    }

    @Test
    void givesUpOnASlowHandshake() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        options.handshakeTimeout(Duration.ofMillis(150));
        for (String scheme : List.of("ws", "wss")) {
            try (RawServer server = RawServer.play(connection -> {
                connection.write("HTTP/1.1");
                await(over);
            })) {
                assertThatThrownBy(() -> connect(server.uri(scheme))).isInstanceOf(IOException.class);
            }
        }
        try (RawServer silent = RawServer.play(connection -> await(over))) {
            assertThatThrownBy(() -> connect(silent.uri("wss")))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("did not finish the opening handshake within 150 ms");
        }
        over.countDown();
    }

    @Test
    void keepsTheRefusalWhoseTextNeverEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        options.handshakeTimeout(Duration.ofMillis(800));
        try (RawServer server = RawServer.play(connection -> {
            connection.write("HTTP/1.1 401 x\r\n\r\nno");
            await(over);
        })) {
            assertThatThrownBy(() -> connect(server.uri("ws")))
                    .isInstanceOfSatisfying(HandshakeException.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(401);
                        assertThat(refusal.body()).isEqualTo("no");
                    });
        }
        over.countDown();
    }

    @Test
    void saysWhyAServerCannotBeReached() throws Exception {
        URI closed;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("ws://127.0.0.1:" + taken.getLocalPort());
        }
        assertThatThrownBy(() -> connect(closed))
                .isInstanceOf(ConnectException.class)
                .hasMessage("cannot reach " + closed.getAuthority() + ": connection refused");
        assertThatThrownBy(() -> connect(URI.create("ws://no-such-host.invalid/")))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage(
                        "cannot reach no-such-host.invalid:80: no address is known for the name no-such-host.invalid");
    }

    @Test
    void reportsAServerThatVanishes() throws Exception {
        try (RawServer server = RawServer.play(RawServer.Connection::open)) {
            connect(server.uri("ws"));

            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.next()).startsWith("close 1006 ");
            assertThat(heard.heardNothingMore()).isTrue();
        }
    }

    @Test
    void findsAHalfOpenConnectionByItsHeartbeat() throws Exception {
        options.heartbeat(Duration.ofMillis(60));
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            connection.awaitEnd(); // reads the pings, answers none
        })) {
            connect(server.uri("ws"));

            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.next()).isEqualTo("close 1006 nothing heard for two heartbeats");
            server.await();
        }
    }

    @Test
    void endsACloseThatIsNotAnsweredThoughTheServerKeepsTalking() throws Exception {
        options.closeTimeout(Duration.ofMillis(120));
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            try {
                while (true) {
                    connection.write("\u0081\u0002hi");
                }
            } catch (IOException e) {
                return; // the client has cut the connection, as it should
            }
        })) {
            WebSocket socket = new WebSocketClient(options.build())
                    .connect(server.uri("ws"), HttpHeaders.EMPTY, List.of(), new Recorder() {
                        @Override
                        public void onText(WebSocket from, ByteBuffer utf8) {
                            // there are too many to write down
                        }

                        @Override
                        public void onClose(WebSocket from, CloseStatus status) {
                            heard.onClose(from, status);
                        }
                    });
            socket.close(CloseStatus.of(CloseStatus.NORMAL));

            assertThat(heard.next()).isEqualTo("close 1006 the close was not answered in time");
            server.await();
        }
    }

    @Test
    void refusesWhatDoesNotFitAndTellsWhenThereIsRoom() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        options.maxOutboundBytes(64 * 1024);
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            await(full); // takes nothing until the client's queue is full
            connection.awaitEnd();
        })) {
            WebSocket socket = connect(server.uri("ws"));
            assertThat(heard.next()).isEqualTo("open");
            ByteBuffer message = ByteBuffer.allocate(10_000);
            long accepted = 0;
            while (socket.sendBinary(message)) {
                accepted++;
                assertThat(message.remaining()).isEqualTo(10_000);
                assertThat(socket.queuedBytes()).isLessThanOrEqualTo(64 * 1024);
            }
            assertThat(accepted).isPositive();
            full.countDown();

            assertThat(heard.next()).isEqualTo("writable");
            assertThat(socket.sendBinary(message)).isTrue();
            socket.abort();
            assertThat(heard.next()).isEqualTo("close 1006 aborted here");
            server.await();
        }
    }

    @Test
    void abortsAConnectionWhoseServerTakesNothing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        for (String end : List.of("abort", "close")) {
            options.closeTimeout(Duration.ofMillis(100));
            try (RawServer server = RawServer.play(connection -> {
                connection.open();
                await(over);
            })) {
                Recorder listener = new Recorder();
                WebSocket socket = new WebSocketClient(options.build())
                        .connect(server.uri("ws"), HttpHeaders.EMPTY, List.of(), listener);
                ByteBuffer message = ByteBuffer.allocate(60_000);
                while (socket.sendBinary(message)) {
                    assertThat(socket.isOpen()).isTrue();
                }
                if (end.equals("abort")) {
                    socket.abort();
                } else {
                    socket.close(CloseStatus.of(CloseStatus.GOING_AWAY));
                }
                assertThat(listener.next()).isEqualTo("open");
                String next = listener.next();
                assertThat(next.equals("writable") ? listener.next() : next).startsWith("close 1006");
            }
        }
        over.countDown();
    }

    @Test
    void pausesReading() throws Exception {
        CountDownLatch resumed = new CountDownLatch(1);
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            connection.write("\u0081\u00011\u0081\u00012");
            await(resumed);
            connection.write("\u0081\u00013");
            connection.awaitEnd();
        })) {
            WebSocket socket = new WebSocketClient(options.build())
                    .connect(server.uri("ws"), HttpHeaders.EMPTY, List.of(), new Recorder() {
                        @Override
                        public void onText(WebSocket from, ByteBuffer utf8) {
                            from.pause();
                            heard.onText(from, utf8);
                        }
                    });
            assertThat(heard.next()).isEqualTo("text 1");
            assertThat(heard.heardNothingMore()).as("the second is held back").isTrue();
            socket.resume();
            assertThat(heard.next()).isEqualTo("text 2");
            socket.resume();
            resumed.countDown();
            assertThat(heard.next()).isEqualTo("text 3");
            socket.abort();
            server.await();
        }
    }

    @Test
    void closesWith1011WhenTheListenerThrows() throws Exception {
        CountDownLatch reported = new CountDownLatch(1);
        options.failures((where, failure) -> {
            if (where.startsWith("onText failed on the connection to localhost") && failure.getMessage() != null) {
                reported.countDown();
            }
        });
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            connection.write("\u0081\u00011\u0081\u00012");
            assertThat(connection.readFrame()).isEqualTo(new byte[] {(byte) 0x88, 3, (byte) 0xF3});
            connection.awaitEnd();
        })) {
            new WebSocketClient(options.build())
                    .connect(server.uri("ws"), HttpHeaders.EMPTY, List.of(), new Recorder() {
                        @Override
                        public void onText(WebSocket from, ByteBuffer utf8) {
                            throw new IllegalStateException("of the test");
                        }

                        @Override
                        public void onClose(WebSocket from, CloseStatus status) {
                            heard.onClose(from, status);
                        }
                    });

            assertThat(heard.next()).isEqualTo("close 1011");
            assertThat(reported.await(10, TimeUnit.SECONDS)).isTrue();
            server.await();
            assertThat(heard.heardNothingMore()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

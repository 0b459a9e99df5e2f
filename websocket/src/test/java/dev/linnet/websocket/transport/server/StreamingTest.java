package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamingTest {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final BlockingQueue<ResponseStream> streams = new LinkedBlockingQueue<>();
    private final WebSocketServer server = new WebSocketServer(
            ServerOptions.builder()
                    .maxOutboundBytes(64 * 1024)
                    .closeTimeout(Duration.ofMillis(200))
                    .slowReaderTimeout(Duration.ofSeconds(10))
                    .build(),
            request -> new Upgrade.Refuse(HttpResponse.of(404)),
            this::stream);
    private int port;

    private void stream(HttpExchange exchange) {
        streams.add(exchange.stream(HttpResponse.of(200, "text/event-stream", ":\n\n"), ended::countDown));
    }

    @BeforeEach
    void start() throws IOException {
        port = server.start().getPort();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket request(String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write((head + "\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private ResponseStream next() throws InterruptedException {
        ResponseStream stream = streams.poll(10, TimeUnit.SECONDS);
        assertThat(stream).isNotNull();
        return Objects.requireNonNull(stream);
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void sendsChunksAsTheyComeAndEnds() throws Exception {
        try (Socket socket = request("GET /live HTTP/1.1")) {
            ResponseStream stream = next();
            assertThat(stream.write("data: 1\n\n".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(stream.write(new byte[0])).isTrue();
            assertThat(stream.write("data: twenty-two\n\n".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            stream.end();
            stream.end();

            assertThat(readAll(socket))
                    .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
                    .contains("Transfer-Encoding: chunked\r\nConnection: close\r\n")
                    .doesNotContain("Content-Length")
                    .endsWith("\r\n\r\n3\r\n:\n\n\r\n9\r\ndata: 1\n\n\r\n12\r\ndata: twenty-two\n\n\r\n0\r\n\r\n");
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.write(new byte[1])).isFalse();
        }
    }

    @Test
    void sendsNoChunksToHttp10AndNoBodyToHead() throws Exception {
        try (Socket socket = request("GET /live HTTP/1.0")) {
            next().end();
            assertThat(readAll(socket)).doesNotContain("chunked").endsWith("\r\n\r\n:\n\n");
        }
        try (Socket socket = request("HEAD /live HTTP/1.1")) {
            next();
            assertThat(readAll(socket)).contains("chunked").endsWith("\r\n\r\n");
        }
    }

    @Test
    void hearsWhenThePeerLeaves() throws Exception {
        try (Socket socket = request("GET /live HTTP/1.1")) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesWhatASlowPeerDoesNotTake() throws Exception {
        try (Socket socket = request("GET /live HTTP/1.1")) {
            ResponseStream stream = next();
            byte[] piece = new byte[8 * 1024];
            long written = 0;
            while (stream.write(piece)) {
                written += piece.length;
                assertThat(written).isLessThan(1L << 30);
            }
            assertThat(written).isPositive();
            assertThat(ended.getCount()).as("refused, not ended").isEqualTo(1);
            server.close();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(socket.isConnected()).isTrue();
        }
    }
}

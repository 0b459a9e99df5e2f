package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.Compression.Direction;
import dev.linnet.websocket.FrameTrace;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression between our client and our server over real sockets, and what it leaves behind. */
@Timeout(60)
class CompressedConnectionTest {
    private static final int MAX_MESSAGE = 1 << 20;
    /** What a loop keeps for the next message: two streams of each kind. */
    private static final int KEPT_BY_LOOP = 4;

    private final Recorder heard = new Recorder();
    private WebSocketServer server = server(Compression.defaults());

    private static WebSocketServer server(Compression compression) {
        return new WebSocketServer(
                ServerOptions.builder()
                        .compression(compression)
                        .maxMessageBytes(MAX_MESSAGE)
                        .maxOutboundBytes(4 * MAX_MESSAGE)
                        .build(),
                request -> new Upgrade.Accept(new Echo(), ""),
                exchange -> exchange.respond(HttpResponse.of(404)));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.compressionStreams()).isZero();
    }

    private WebSocket connect(URI uri, Compression compression, Recorder listener) throws IOException {
        return new WebSocketClient(ClientOptions.builder()
                        .compression(compression)
                        .maxMessageBytes(MAX_MESSAGE)
                        .maxOutboundBytes(4 * MAX_MESSAGE)
                        .build())
                .connect(uri, HttpHeaders.EMPTY, List.of(), listener);
    }

    private URI start() throws IOException {
        return URI.create("ws://127.0.0.1:" + server.start().getPort());
    }

    @ParameterizedTest
    @CsvSource({"true, 15, true, 15", "false, 15, false, 15", "true, 9, false, 12", "false, 8, true, 8"})
    void echoesEverySizeWithLessOnTheWire(boolean up, int upBits, boolean down, int downBits) throws Exception {
        Compression wanted = new Compression(new Direction(up, upBits), new Direction(down, downBits), 6, 100);
        server = server(new Compression(wanted.receiving(), wanted.sending(), 6, 100));
        WebSocket socket = connect(start(), wanted, heard);
        assertThat(heard.next()).isEqualTo("open");
        long sum = 0;
        for (int size : new int[] {0, 1, 99, 100, 125, 126, 8 * 1024, 65_536, 300_000, MAX_MESSAGE}) {
            assertThat(socket.sendBinary(ByteBuffer.allocate(size))).isTrue();
            assertThat(heard.next()).isEqualTo("binary " + size);
            sum += size;
        }
        assertThat(server.count(ServerCounter.BYTES_RECEIVED)).isLessThan(sum / 5);
        assertThat(server.count(ServerCounter.BYTES_SENT)).isLessThan(sum / 5);
        assertThat(server.count(ServerCounter.UPGRADES_WITH_COMPRESSION)).isEqualTo(1);
        socket.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(heard.next()).isEqualTo("close 1000");
    }

    @Test
    void holdsNoMemoryForIdleConnectionsWithoutContext() throws Exception {
        List<WebSocket> sockets = talkOnMany(Compression.defaults(), 20);
        assertThat(server.compressionStreams()).isLessThanOrEqualTo(KEPT_BY_LOOP);
        sockets.forEach(WebSocket::abort);
    }

    /** Neither reader nor writer nor anybody who asks has to wait until a message is compressed. */
    @Test
    void compressesWithoutHoldingUpTheConnection() throws Exception {
        WebSocket socket = connect(start(), Compression.defaults().withLevel(9), heard);
        assertThat(heard.next()).isEqualTo("open");
        byte[] slow = new byte[MAX_MESSAGE];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = (byte) (((i * i) >> 7) & 3); // few letters: many matches to compare
        }
        boolean free = false;
        // Again and again, for on a busy machine this thread may just not get its turn.
        for (int attempt = 0; attempt < 20 && !free; attempt++) {
            free = answersWhileItSends(socket, ByteBuffer.wrap(slow));
            assertThat(heard.next()).isEqualTo("binary " + MAX_MESSAGE);
        }
        assertThat(free).isTrue();
        socket.abort();
    }

    /** Whether asking never takes long, compared with sending. */
    private static boolean answersWhileItSends(WebSocket socket, ByteBuffer message) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            long start = System.nanoTime();
            assertThat(socket.sendBinary(message)).isTrue();
            return System.nanoTime() - start;
        });
        begun.await();
        long longest = 0;
        int answers = 0;
        for (; !sent.isDone(); answers++) {
            long start = System.nanoTime();
            assertThat(socket.queuedBytes()).isNotNegative();
            longest = Math.max(longest, System.nanoTime() - start);
        }
        return answers > 100 && longest < sent.get() / 2;
    }

    @Test
    void givesContextsBackWhenConnectionsEnd() throws Exception {
        Compression keeping = new Compression(Direction.WITH_CONTEXT, Direction.WITH_CONTEXT, 1, 0);
        server = server(keeping);
        List<WebSocket> sockets = talkOnMany(keeping, 20);
        assertThat(server.compressionStreams()).isEqualTo(2 * sockets.size());
        for (int i = 0; i < sockets.size(); i++) {
            if (i % 2 == 0) {
                sockets.get(i).abort();
            } else {
                sockets.get(i).close(CloseStatus.of(CloseStatus.NORMAL));
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (server.compressionStreams() > KEPT_BY_LOOP && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.compressionStreams()).isLessThanOrEqualTo(KEPT_BY_LOOP);
    }

    private List<WebSocket> talkOnMany(Compression compression, int count) throws Exception {
        URI uri = start();
        List<WebSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Recorder listener = new Recorder();
            WebSocket socket = connect(uri, compression, listener);
            assertThat(listener.next()).isEqualTo("open");
            socket.sendBinary(ByteBuffer.allocate(1000));
            assertThat(listener.next()).isEqualTo("binary 1000");
            sockets.add(socket);
        }
        return sockets;
    }

    @Test
    void endsABombWith1009() throws Exception {
        server = new WebSocketServer(
                ServerOptions.builder()
                        .compression(Compression.defaults())
                        .maxMessageBytes(1000)
                        .build(),
                request -> new Upgrade.Accept(new Echo(), ""),
                exchange -> exchange.respond(HttpResponse.of(404)));
        connect(start(), Compression.defaults(), heard).sendBinary(ByteBuffer.allocate(MAX_MESSAGE));
        assertThat(heard.next()).isEqualTo("open");
        assertThat(heard.next()).startsWith("close 1009");
        assertThat(server.count(ServerCounter.MESSAGES_TOO_BIG)).isEqualTo(1);
    }

    @Test
    void doesWithoutWhereThePeerDoesNotKnowIt() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        URI uri = start();
        server.trace(socket -> true, FrameTrace.to(lines::add));
        WebSocket plain =
                new WebSocketClient(ClientOptions.defaults()).connect(uri, HttpHeaders.EMPTY, List.of(), heard);
        assertThat(heard.next()).isEqualTo("open");
        plain.sendBinary(ByteBuffer.allocate(1000));
        assertThat(heard.next()).isEqualTo("binary 1000");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).contains(" in  BINARY fin 1000 bytes 00 00");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).contains(" out BINARY fin 1000 bytes 00 00");
        server.traceOff();
        plain.abort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; server_no_context_takeover; server_max_window_bits=16",
                "permessage-deflate; server_no_context_takeover; x",
                "permessage-deflate; server_no_context_takeover, permessage-deflate",
                "permessage-bzip2",
                "permessage-deflate;;",
            })
    void failsOnAnAnswerThatFitsNoOffer(String answer) throws Exception {
        try (RawServer raw = RawServer.play(connection -> {
            String head = connection.readHead();
            assertThat(head)
                    .contains("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                            + "client_no_context_takeover; client_max_window_bits\r\n");
            connection.write(RawServer.accepting(head)
                    .replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: " + answer + "\r\n\r\n"));
            connection.awaitEnd();
        })) {
            assertThatThrownBy(() -> connect(raw.uri("ws"), Compression.defaults(), heard))
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageStartingWith("localhost:");
            raw.await();
        }
    }
}

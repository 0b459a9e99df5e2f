package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Compression;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a client's connection ends: its listener hears so once, and no thread and no reference of it is left. */
@Timeout(60)
class ClientEndingsTest {
    private static final Duration SOON = Duration.ofMillis(100);

    enum Ending {
        CLOSED_BY_SERVER(1001, "880203e9"),
        CLOSED_BY_CLIENT(1000, "810163"),
        CLOSE_NEVER_ANSWERED(1006, "810163"),
        SOCKET_NEVER_CLOSED(1001, "880203e9"),
        RESET(1006, ""),
        FIN_WITHOUT_CLOSE(1006, ""),
        ABORTED_BY_CLIENT(1006, "810161"),
        ABORTED_WHILE_PAUSED(1006, "810170"),
        HEARTBEAT_LOST(1006, ""),
        PROTOCOL_ERROR(1002, "8300"),
        MASKED_BY_SERVER(1002, "818000000000"),
        INVALID_UTF8(1007, "8101ff"),
        TOO_BIG(1009, "827e0100"),
        INSIDE_A_FRAME(1006, "820500"),
        INSIDE_A_MESSAGE(1006, "020100"),
        LISTENER_FAILS(1011, "810166");

        private final int code;
        private final String sent;

        Ending(int code, String sent) {
            this.code = code;
            this.sent = sent;
        }
    }

    private final List<WeakReference<?>> references = new ArrayList<>();
    private final BlockingQueue<CloseStatus> closed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Refers to nothing of the test but its queue. */
    private record Watched(BlockingQueue<CloseStatus> closed) implements WebSocketListener {
        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            switch (utf8.get(utf8.position())) {
                case 'c' -> socket.close(CloseStatus.of(CloseStatus.NORMAL));
                case 'a' -> socket.abort();
                case 'p' -> {
                    socket.pause();
                    Thread.ofVirtual().start(socket::abort);
                }
                default -> throw new IllegalStateException("as the test wants");
            }
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {
            closed.add(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothing(Ending ending) throws Exception {
        try (RawServer server = RawServer.play(connection -> bringAbout(ending, connection))) {
            connect(ending, server);
            CloseStatus status = closed.poll(10, TimeUnit.SECONDS);
            assertThat(status).isNotNull();
            assertThat(status.code()).isEqualTo(ending.code);
            await("no thread", () -> threads(server).isEmpty());
            over.countDown();
            server.await();
            await("no reference", () -> {
                System.gc();
                return references.stream().allMatch(reference -> reference.get() == null);
            });
            assertThat(closed).as("told once").isEmpty();
            assertThat(failures).hasSize(ending == Ending.LISTENER_FAILS ? 1 : 0);
        }
    }

    private void connect(Ending ending, RawServer server) throws IOException {
        WebSocketListener listener = new Watched(closed);
        ClientOptions.Builder options = ClientOptions.builder()
                .maxMessageBytes(125)
                .compression(Compression.defaults())
                .failures((what, failure) -> failures.add(failure));
        if (ending == Ending.HEARTBEAT_LOST) {
            options.heartbeat(SOON);
        } else if (ending == Ending.CLOSE_NEVER_ANSWERED) {
            options.closeTimeout(SOON);
        }
        WebSocket socket =
                new WebSocketClient(options.build()).connect(server.uri("ws"), HttpHeaders.EMPTY, List.of(), listener);
        references.add(new WeakReference<>(socket));
        references.add(new WeakReference<>(listener));
    }

    private void bringAbout(Ending ending, RawServer.Connection connection) throws IOException {
        connection.open();
        connection.write(HexFormat.of().parseHex(ending.sent));
        switch (ending) {
            case RESET -> connection.socket().setSoLinger(true, 0);
            case FIN_WITHOUT_CLOSE, INSIDE_A_FRAME, INSIDE_A_MESSAGE ->
                connection.socket().shutdownOutput();
            case CLOSED_BY_CLIENT -> {
                connection.readFrame();
                connection.write(HexFormat.of().parseHex("880203e8"));
                connection.socket().shutdownOutput();
            }
            case SOCKET_NEVER_CLOSED -> awaitOver();
            default -> connection.awaitEnd();
        }
    }

    private void awaitOver() throws IOException {
        try {
            if (!over.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the client's threads did not end");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Of the client to that server; their names tell. */
    private static List<Thread> threads(RawServer server) {
        String port = ":" + server.uri("ws").getPort();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("websocket-")
                        && (thread.getName().contains(port) || thread.getName().endsWith("deadline")))
                .toList();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }
}

package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a connection ends: its listener hears so once, and nothing of it is left. */
@Timeout(60)
class EndingsTest {
    private static final Duration SOON = Duration.ofMillis(100);

    enum Ending {
        CLOSED_BY_PEER(1000),
        CLOSED_BY_SERVER(1000),
        CLOSE_NEVER_ANSWERED(1006),
        SOCKET_NEVER_CLOSED(1000),
        RESET(1006),
        FIN_WITHOUT_CLOSE(1006),
        ABORTED_BY_SERVER(1006),
        HEARTBEAT_LOST(1006),
        PROTOCOL_ERROR(1002),
        INVALID_UTF8(1007),
        TOO_BIG(1009),
        TOO_BIG_IN_PARTS(1009),
        INSIDE_A_FRAME(1006),
        INSIDE_A_MESSAGE(1006),
        READS_TOO_SLOWLY(1008),
        LISTENER_FAILS(1011),
        PAUSED(1006),
        SERVER_STOPS(1001),
        LOOP_FAILS(1006);

        private final int code;

        Ending(int code) {
            this.code = code;
        }

        UnaryOperator<ServerOptions.Builder> options() {
            return switch (this) {
                case HEARTBEAT_LOST, PAUSED -> options -> options.heartbeat(SOON);
                case CLOSE_NEVER_ANSWERED, SOCKET_NEVER_CLOSED -> options -> options.closeTimeout(SOON);
                case READS_TOO_SLOWLY ->
                    options -> options.slowReaderTimeout(SOON).maxOutboundBytes(64 << 20);
                default -> options -> options;
            };
        }
    }

    static Stream<Arguments> endings() {
        return Stream.of(Ending.values())
                .flatMap(ending -> Stream.of(false, true).map(tls -> Arguments.of(ending, tls)));
    }

    /** Holds what the server gives to a program weakly. */
    private static final class Watched implements WebSocketListener {
        private final List<WeakReference<?>> references;
        private final BlockingQueue<CloseStatus> closed;
        private final CountDownLatch opened;

        Watched(List<WeakReference<?>> references, BlockingQueue<CloseStatus> closed, CountDownLatch opened) {
            this.references = references;
            this.closed = closed;
            this.opened = opened;
        }

        @Override
        public void onOpen(WebSocket socket) {
            references.add(new WeakReference<>(this));
            references.add(new WeakReference<>(socket));
            references.add(new WeakReference<>(((ServerWebSocket) socket).connection));
            opened.countDown();
        }

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            switch (utf8.get(utf8.position())) {
                case 'c' -> socket.close(CloseStatus.of(CloseStatus.NORMAL));
                case 'a' -> socket.abort();
                case 'p' -> socket.pause();
                case 'f' -> throw new IllegalStateException("as the test wants");
                default -> {
                    for (int i = 0; i < 40; i++) {
                        socket.sendBinary(ByteBuffer.allocate(1 << 20));
                    }
                }
            }
        }

        @Override
        public void onClose(WebSocket socket, CloseStatus status) {
            closed.add(status);
        }
    }

    @ParameterizedTest(name = "{0}, tls {1}")
    @MethodSource("endings")
    void leavesNothing(Ending ending, boolean tls) throws Exception {
        List<WeakReference<?>> references = new ArrayList<>();
        BlockingQueue<CloseStatus> closed = new LinkedBlockingQueue<>();
        CountDownLatch opened = new CountDownLatch(1);
        UnaryOperator<ServerOptions.Builder> options =
                builder -> ending.options().apply(tls ? builder.tls(TlsPeer.localhost()) : builder);
        try (LoopFixture loop = new LoopFixture(
                        options, request -> new Upgrade.Accept(new Watched(references, closed, opened), ""));
                RawClient client = connect(loop, tls)) {
            client.send(RawClient.HANDSHAKE).switched();
            assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();

            bringAbout(ending, loop, client);

            assertThat(Endpoint.next(closed).code()).isEqualTo(ending.code);
            if (ending != Ending.SOCKET_NEVER_CLOSED && ending != Ending.CLOSE_NEVER_ANSWERED) {
                client.hangUp();
            }
            Endpoint.await("no key and no count", () -> loop.remaining() == 0);
            Endpoint.await("no reference", () -> {
                System.gc();
                return references.stream().allMatch(reference -> reference.get() == null);
            });
            assertThat(closed).as("told once").isEmpty();
            assertThat(loop.failures).hasSize(ending == Ending.LISTENER_FAILS || ending == Ending.LOOP_FAILS ? 1 : 0);
        }
    }

    private static RawClient connect(LoopFixture loop, boolean tls) throws IOException {
        Socket socket = new Socket(loop.address.getAddress(), loop.address.getPort());
        return new RawClient(tls ? TlsPeer.anonymous().connect(socket, "TLSv1.3") : socket);
    }

    private static void bringAbout(Ending ending, LoopFixture loop, RawClient client) throws Exception {
        switch (ending) {
            case CLOSED_BY_PEER, SOCKET_NEVER_CLOSED -> client.frames("88:03e8").frame();
            case CLOSED_BY_SERVER -> {
                client.frames("81:63").frame();
                client.frames("88:03e8");
            }
            case CLOSE_NEVER_ANSWERED -> client.frames("81:63").frame();
            case RESET -> client.reset();
            case FIN_WITHOUT_CLOSE -> client.hangUp();
            case ABORTED_BY_SERVER -> client.frames("81:61");
            case HEARTBEAT_LOST -> client.frame();
            case PROTOCOL_ERROR -> client.frames("83:00");
            case INVALID_UTF8 -> client.frames("81:ff");
            case TOO_BIG -> client.frames("82:" + "00".repeat(65 * 1024));
            case TOO_BIG_IN_PARTS ->
                client.frames("02:" + "00".repeat(40 * 1024)).frames("80:" + "00".repeat(40 * 1024));
            case INSIDE_A_FRAME ->
                client.send(new byte[] {(byte) 0x82, (byte) 0xFE, 1}).hangUp();
            case INSIDE_A_MESSAGE -> client.frames("02:" + "00".repeat(1000)).hangUp();
            case READS_TOO_SLOWLY -> client.frames("81:73");
            case LISTENER_FAILS -> client.frames("81:66");
            case PAUSED -> client.frames("81:70 81:61").reset();
            case SERVER_STOPS -> {
                Thread stopping = Thread.ofVirtual().start(() -> {
                    try {
                        loop.stop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                client.frame();
                client.frames("88:03e9");
                assertThat(stopping).isNotNull();
            }
            case LOOP_FAILS -> loop.breakLoop();
        }
    }
}

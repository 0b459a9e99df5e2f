package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final Duration SOON = Duration.ofMillis(60);

    @Test
    void closesConnectionsBeyondTheLimitAndTakesNewOnesAfterwards() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxConnections(1));
                RawClient first = RawClient.open(endpoint.address)) {
            try (RawClient second = new RawClient(endpoint.address)) {
                assertThat(second.ended()).isTrue();
            }
            assertThat(endpoint.count(ServerCounter.CONNECTIONS_OVER_LIMIT)).isEqualTo(1);
            first.hangUp();
            endpoint.awaitNoConnection();
            RawClient.open(endpoint.address).hangUp();
        }
    }

    @Test
    void closesConnectionsBeyondTheLimitOfTheirAddress() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxConnectionsPerAddress(1));
                RawClient first = RawClient.open(endpoint.address);
                RawClient second = new RawClient(endpoint.address)) {
            assertThat(second.ended()).isTrue();
            assertThat(endpoint.count(ServerCounter.CONNECTIONS_OVER_ADDRESS_LIMIT))
                    .isEqualTo(1);
            first.frames("81:61");
            assertThat(first.frame()).isEqualTo("81:61");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab"})
    void endsAPeerThatDoesNotFinishItsRequest(String part) throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.handshakeTimeout(SOON));
                RawClient client = new RawClient(endpoint.address)) {
            client.send(part);
            assertThat(client.head()).startsWith("HTTP/1.1 408 ");
            assertThat(client.ended()).isTrue();
            assertThat(endpoint.count(ServerCounter.HANDSHAKE_TIMEOUTS)).isEqualTo(1);
        }
    }

    @Test
    void endsAnIdleHttpConnection() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.idleTimeout(SOON));
                RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.response()).isEqualTo("200 /1");
            assertThat(client.ended()).isTrue();
            assertThat(endpoint.count(ServerCounter.IDLE_TIMEOUTS)).isEqualTo(1);
        }
    }

    @Test
    void givesUpAPeerThatAnswersNoHeartbeat() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.heartbeat(SOON));
                RawClient client = RawClient.open(endpoint.address)) {
            assertThat(client.frame()).isEqualTo("89:00000001");
            assertThat(client.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            assertThat(endpoint.count(ServerCounter.HEARTBEATS_LOST)).isEqualTo(1);
            assertThat(endpoint.count(ServerCounter.HEARTBEATS_ANSWERED)).isZero();
            assertThat(endpoint.count(ServerCounter.ABNORMAL_CLOSURES)).isEqualTo(1);
        }
    }

    @Test
    void measuresTheRoundTripOfItsHeartbeat() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.heartbeat(SOON));
                RawClient client = RawClient.open(endpoint.address)) {
            WebSocket socket = Endpoint.next(endpoint.opened);
            assertThat(socket.roundTripNanos()).isEqualTo(-1);
            assertThat(client.frame()).isEqualTo("89:00000001");
            client.frames("8a:00000001");
            Endpoint.await("a round trip", () -> endpoint.count(ServerCounter.ROUND_TRIP_NANOS) > 0);
            assertThat(endpoint.count(ServerCounter.ROUND_TRIP_NANOS)).isEqualTo(socket.roundTripNanos());
            assertThat(endpoint.count(ServerCounter.HEARTBEATS_ANSWERED)).isEqualTo(1);
            assertThat(endpoint.count(ServerCounter.ABNORMAL_CLOSURES)).isZero();
        }
    }

    @Test
    void givesUpAPeerThatNeverAnswersTheClose() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.closeTimeout(SOON));
                RawClient client = RawClient.open(endpoint.address)) {
            Endpoint.next(endpoint.opened).close(CloseStatus.of(CloseStatus.NORMAL));
            assertThat(client.frame()).isEqualTo("88:03e8");
            assertThat(client.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            assertThat(endpoint.count(ServerCounter.CLOSE_TIMEOUTS)).isEqualTo(1);
        }
    }

    @Test
    void cutsOffAPeerThatAnswersTheCloseButNeverClosesItsSocket() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.closeTimeout(SOON));
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("88:03e8");
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.NORMAL);
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.CLOSE_TIMEOUTS)).isEqualTo(1);
        }
    }

    @Test
    void refusesMessagesThatDoNotFitAndEndsAReaderThatStaysTooSlow() throws Exception {
        try (Endpoint endpoint = new Endpoint(
                        options -> options.maxOutboundBytes(100_000).slowReaderTimeout(Duration.ofMillis(200)));
                RawClient client = new RawClient(endpoint.address, 4096)) {
            client.send(RawClient.HANDSHAKE).switched();
            WebSocket socket = Endpoint.next(endpoint.opened);
            ByteBuffer message = ByteBuffer.allocate(10_000);
            // Again and again, for the socket may take what waited when the bound bit first.
            Endpoint.await("the end", () -> {
                socket.sendBinary(message);
                assertThat(socket.queuedBytes()).isLessThanOrEqualTo(100_000 + 1000);
                return !endpoint.closed.isEmpty();
            });
            assertThat(endpoint.count(ServerCounter.MESSAGES_REFUSED)).isPositive();
            // What was refused first may have been too much for a busy loop, and not yet for the kernel's buffers.
            Endpoint.await("the reader's end", () -> !socket.sendBinary(message) && !endpoint.closed.isEmpty());
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.POLICY_VIOLATION);
            assertThat(endpoint.count(ServerCounter.SLOW_READERS)).isEqualTo(1);
            endpoint.awaitNoConnection();
        }
    }

    @Test
    void tellsWhenThereIsRoomAgain() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxOutboundBytes(100_000));
                RawClient client = new RawClient(endpoint.address, 4096)) {
            client.send(RawClient.HANDSHAKE).switched();
            WebSocket socket = Endpoint.next(endpoint.opened);
            AtomicInteger accepted = new AtomicInteger();
            Endpoint.await("the bound bites", () -> {
                boolean taken = socket.sendBinary(ByteBuffer.allocate(10_000));
                accepted.addAndGet(taken ? 1 : 0);
                return !taken;
            });
            String frame = "82:" + "00".repeat(10_000);
            for (int i = accepted.get(); i > 0; i--) {
                assertThat(client.frame()).isEqualTo(frame);
            }
            Endpoint.next(endpoint.writable);
            assertThat(socket.sendText("again")).isTrue();
            assertThat(client.frame()).isEqualTo("81:616761696e");
        }
    }

    @Test
    void readsNothingWhilePausedAndEverythingAfterwards() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.heartbeat(SOON)) {
                    @Override
                    public void onBinary(WebSocket socket, ByteBuffer payload) {
                        socket.pause();
                        super.onBinary(socket, payload);
                    }
                };
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("82:61 81:62 81:63");
            assertThat(client.frame()).isEqualTo("82:61");
            // More heartbeats than a peer may miss: silence is not its fault now.
            for (int i = 1; i <= 4; i++) {
                assertThat(client.frame()).isEqualTo("89:0000000" + i);
            }
            Endpoint.next(endpoint.opened).resume();
            String next = client.frame();
            while (next.startsWith("89:")) {
                next = client.frame();
            }
            assertThat(next).isEqualTo("81:62");
            assertThat(client.frame()).isEqualTo("81:63");
        }
    }

    @Test
    void survivesRunningOutOfFileDescriptors() throws Exception {
        try (Endpoint other = new Endpoint();
                ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Service service = new Service(
                    ServerOptions.builder()
                            .failures((what, failure) -> other.failures.add(failure))
                            .build(),
                    request -> new Upgrade.Accept(other, ""),
                    other::answer,
                    System::nanoTime);
            EventLoop loop = new EventLoop(service, "test-loop");
            AtomicInteger failures = new AtomicInteger(2);
            Acceptor acceptor = new Acceptor(
                    listening,
                    () -> {
                        if (failures.getAndDecrement() > 0) {
                            throw new IOException("Too many open files");
                        }
                        return listening.accept();
                    },
                    List.of(loop));
            acceptor.register();
            loop.start();
            try (RawClient client = RawClient.open((InetSocketAddress) listening.getLocalAddress())) {
                client.frames("81:61");
                assertThat(client.frame()).isEqualTo("81:61");
            }
            assertThat(loop.tally().of(ServerCounter.ACCEPT_FAILURES)).isEqualTo(2);
            assertThat(Endpoint.next(other.failures)).hasMessage("Too many open files");
            assertThat(other.failures).as("said once, not ten times a second").isEmpty();
            loop.stop(CloseStatus.of(CloseStatus.GOING_AWAY), Duration.ZERO);
            loop.join();
        }
    }
}

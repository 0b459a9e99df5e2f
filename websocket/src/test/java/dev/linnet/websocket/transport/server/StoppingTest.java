package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoppingTest {
    @Test
    void closesItsConnectionsWithGoingAwayAndHearsTheirAnswers() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.loops(2));
                RawClient one = RawClient.open(endpoint.address);
                RawClient two = RawClient.open(endpoint.address)) {
            Thread closing = Thread.ofVirtual().start(endpoint::close);
            for (RawClient client : List.of(one, two)) {
                assertThat(client.frame()).startsWith("88:03e9");
                client.frames("81:61 88:03e9");
                assertThat(client.ended()).isTrue();
                client.hangUp();
            }
            closing.join();
            assertThat(endpoint.closed).extracting(CloseStatus::code).containsExactly(1001, 1001);
            assertThat(endpoint.server.connections()).isZero();
            endpoint.server.close(); // again, harmlessly
        }
    }

    @Test
    void drainsWithServiceRestartAndHearsTheAnswers() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient one = RawClient.open(endpoint.address);
                RawClient two = RawClient.open(endpoint.address)) {
            Thread draining = Thread.ofVirtual().start(() -> endpoint.server.drain(Duration.ofMillis(100)));
            for (RawClient client : List.of(one, two)) {
                assertThat(client.frame()).startsWith("88:03f4");
                client.frames("88:03f4");
                assertThat(client.ended()).isTrue();
                client.hangUp();
            }
            draining.join();
            assertThat(endpoint.closed).extracting(CloseStatus::code).containsExactly(1012, 1012);
            assertThat(endpoint.server.connections()).isZero();
        }
    }

    /** By a clock of the test's: as many are closed as is their share of the time, and no more. */
    @Test
    void drainsOneAfterAnother() throws Exception {
        int peers = 5;
        AtomicLong clock = new AtomicLong();
        BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
        WebSocketListener listener = new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket) {
                opened.add(socket);
            }

            @Override
            public void onClose(WebSocket socket, CloseStatus status) {}
        };
        List<RawClient> clients = new ArrayList<>();
        try (LoopFixture loop =
                new LoopFixture(options -> options, request -> new Upgrade.Accept(listener, ""), clock::get)) {
            for (int i = 0; i < peers; i++) {
                clients.add(RawClient.open(loop.address));
            }
            List<WebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < peers; i++) {
                sockets.add(Endpoint.next(opened));
            }
            loop.drain(Duration.ofMillis(500));
            try {
                for (int closed = 0; closed <= peers; closed++) {
                    int share = closed;
                    Endpoint.await(closed + " closed", () -> open(sockets) == peers - share);
                    assertThat(open(sockets)).isEqualTo(peers - closed);
                    clock.addAndGet(Duration.ofMillis(100).toNanos());
                }
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
        }
    }

    private static long open(List<WebSocket> sockets) {
        return sockets.stream().filter(WebSocket::isOpen).count();
    }

    @Test
    void doesNotWaitForeverForPeersThatSayNothing() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.closeTimeout(Duration.ofMillis(100)));
                RawClient silent = RawClient.open(endpoint.address);
                RawClient asking = new RawClient(endpoint.address)) {
            asking.send("GET / HT");
            endpoint.server.close();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            assertThat(silent.ended()).isTrue();
            assertThat(endpoint.server.connections()).isZero();
        }
    }

    @Test
    void acceptsNobodyAfterwardsAndStaysQuietTowardsThoseWhoHoldASocket() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.closeTimeout(Duration.ofMillis(100)));
                RawClient client = RawClient.open(endpoint.address)) {
            WebSocket socket = Endpoint.next(endpoint.opened);
            endpoint.server.close();
            assertThat(client.frame()).startsWith("88:03e9");
            assertThat(socket.isOpen()).isFalse();
            assertThat(socket.sendBinary(ByteBuffer.allocate(1))).isFalse();
            socket.close(CloseStatus.of(CloseStatus.NORMAL));
            socket.abort();
            socket.resume();
            assertThatThrownBy(() -> new RawClient(endpoint.address)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void isStartedOnceAndStoppedEvenIfNever() throws Exception {
        try (Endpoint endpoint = new Endpoint()) {
            assertThatThrownBy(endpoint.server::start).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> new Endpoint(options -> options.address(endpoint.address)))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void refusesToWaitForItselfOnALoop() throws Exception {
        try (Endpoint endpoint = new Endpoint() {
                    @Override
                    public void onText(WebSocket socket, ByteBuffer utf8) {
                        server.close();
                    }
                };
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("81:61");
            assertThat(client.frame()).startsWith("88:03f3");
            assertThat(Endpoint.next(endpoint.failures)).hasMessageContaining("another thread");
        }
    }
}

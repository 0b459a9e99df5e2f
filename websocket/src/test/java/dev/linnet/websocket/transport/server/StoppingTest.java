package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    void drainsOneAfterAnother() throws Exception {
        try (Endpoint endpoint = new Endpoint()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(RawClient.open(endpoint.address));
            }
            long start = System.nanoTime();
            Thread draining = Thread.ofVirtual().start(() -> endpoint.server.drain(Duration.ofMillis(500)));
            List<Thread> peers = new ArrayList<>();
            List<Long> times = Collections.synchronizedList(new ArrayList<>());
            for (RawClient client : clients) {
                peers.add(Thread.ofVirtual().start(() -> {
                    try (client) {
                        assertThat(client.frame()).startsWith("88:03f4");
                        times.add(System.nanoTime() - start);
                        client.frames("88:03f4");
                        assertThat(client.ended()).isTrue();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            }
            draining.join();
            for (Thread peer : peers) {
                peer.join();
            }
            assertThat(times).hasSize(5);
            assertThat(times.getLast() - times.getFirst())
                    .as("spread over time")
                    .isGreaterThan(Duration.ofMillis(200).toNanos());
            assertThat(endpoint.server.connections()).isZero();
        }
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

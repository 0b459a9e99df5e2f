package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many messages to several connections, in turns: one write for each connection, not one for each message. */
@Timeout(30)
class GatheringTest {
    private static final int MESSAGES = 100;
    private static final int PEERS = 10;

    /** What a dashboard's feed does: every message that one sends goes to all others. */
    private static final class Forwarding extends Endpoint {
        private final List<WebSocket> all = new ArrayList<>(); // the loop's

        Forwarding() throws IOException {}

        @Override
        public void onOpen(WebSocket socket) {
            super.onOpen(socket);
            all.add(socket);
        }

        @Override
        public void onText(WebSocket from, ByteBuffer utf8) {
            all.stream().filter(to -> !to.equals(from)).forEach(to -> to.sendText(utf8));
        }
    }

    @Test
    void forwardsWhatCameTogetherTogether() throws Exception {
        try (Endpoint endpoint = new Forwarding();
                RawClient sender = RawClient.open(endpoint.address)) {
            List<RawClient> peers = open(endpoint);
            long before = endpoint.count(ServerCounter.SOCKET_WRITES);
            StringBuilder frames = new StringBuilder();
            for (int i = 0; i < MESSAGES; i++) {
                frames.append(i == 0 ? "" : " ").append("81:").append(hex(i));
            }
            sender.frames(frames.toString());
            for (RawClient peer : peers) {
                assertAllInOrder(peer, 0);
            }
            // One at once and one for the rest, for each part in which TCP may have delivered them; the last may not be
            // counted yet.
            assertThat(endpoint.count(ServerCounter.SOCKET_WRITES) - before).isBetween(2L * PEERS - 1, 6L * PEERS);
            close(peers);
        }
    }

    @Test
    void sendsWhatOtherThreadsPostedTogether() throws Exception {
        try (Endpoint endpoint = new Endpoint()) {
            List<RawClient> peers = open(endpoint);
            List<WebSocket> sockets = new ArrayList<>(endpoint.opened);
            long before = endpoint.count(ServerCounter.SOCKET_WRITES);
            CyclicBarrier together = new CyclicBarrier(2);
            List<Thread> senders = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                List<WebSocket> own = sockets.subList(half * PEERS / 2, (half + 1) * PEERS / 2);
                senders.add(Thread.ofPlatform().start(() -> {
                    try {
                        together.await(10, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        endpoint.failures.add(e);
                    }
                    for (int i = 0; i < MESSAGES; i++) {
                        ByteBuffer message = ByteBuffer.wrap(text(i).getBytes(StandardCharsets.US_ASCII));
                        own.forEach(socket -> socket.sendText(message));
                    }
                }));
            }
            for (RawClient peer : peers) {
                assertAllInOrder(peer, 0);
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(endpoint.count(ServerCounter.SOCKET_WRITES) - before).isLessThan(MESSAGES * PEERS);
            assertThat(endpoint.failures).isEmpty();
            close(peers);
        }
    }

    /** The bound is not what one event may say, as long as the socket takes it. */
    @Test
    void refusesNothingThatTheSocketWouldTake() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        try (Endpoint endpoint = new Endpoint(options -> options.maxOutboundBytes(1024)) {
                    @Override
                    public void onText(WebSocket from, ByteBuffer utf8) {
                        for (int i = 0; i < MESSAGES; i++) {
                            for (WebSocket to : opened) {
                                if (!to.sendText("x".repeat(50))) {
                                    failures.add(new AssertionError("refused"));
                                }
                            }
                        }
                        sent.countDown();
                    }
                };
                RawClient sender = RawClient.open(endpoint.address)) {
            List<RawClient> peers = open(endpoint);
            sender.frames("81:61");
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            for (RawClient peer : peers) {
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(peer.frame()).isEqualTo("81:" + "78".repeat(50));
                }
            }
            assertThat(endpoint.failures).isEmpty();
            close(peers);
        }
    }

    @Test
    void looksAtItsSocketsAtMostOnceInTheTimeThatIsSet() throws Exception {
        Duration gathering = Duration.ofMillis(200);
        try (Endpoint endpoint = new Endpoint(options -> options.gathering(gathering));
                RawClient client = RawClient.open(endpoint.address)) {
            long before = System.nanoTime();
            client.frames("81:61");
            assertThat(client.frame()).isEqualTo("81:61");
            client.frames("81:62");
            assertThat(client.frame()).isEqualTo("81:62");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(gathering);
        }
    }

    private static List<RawClient> open(Endpoint endpoint) throws IOException {
        List<RawClient> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            peers.add(RawClient.open(endpoint.address));
        }
        return peers;
    }

    private static void close(List<RawClient> peers) throws IOException {
        for (RawClient peer : peers) {
            peer.close();
        }
    }

    private static void assertAllInOrder(RawClient peer, int first) throws IOException {
        for (int i = first; i < MESSAGES; i++) {
            assertThat(peer.frame()).isEqualTo("81:" + hex(i));
        }
    }

    private static String text(int number) {
        return String.format("%03d", number);
    }

    private static String hex(int number) {
        return text(number).replaceAll("(.)", "3$1");
    }
}

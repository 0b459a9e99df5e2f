package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.session.PaperFrames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketServingTest {
    @Test
    void echoesTwoMessagesThatComeInOnePacket() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("81:61 82:62");
            assertThat(client.frame()).isEqualTo("81:61");
            assertThat(client.frame()).isEqualTo("82:62");
            assertThat(endpoint.count(ServerCounter.MESSAGES_RECEIVED)).isEqualTo(2);
        }
    }

    @Test
    void readsFramesThatComeRightBehindTheHandshake() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = new RawClient(endpoint.address)) {
            byte[] frames = PaperFrames.encode("81:61 01:62", true);
            client.send(RawClient.HANDSHAKE + new String(frames, StandardCharsets.ISO_8859_1));
            client.switched();
            assertThat(client.frame()).isEqualTo("81:61");
            client.frames("80:63");
            assertThat(client.frame()).isEqualTo("81:6263");
        }
    }

    @Test
    void takesEveryByteOnItsOwn() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = new RawClient(endpoint.address)) {
            for (byte one : RawClient.HANDSHAKE.getBytes(StandardCharsets.ISO_8859_1)) {
                client.send(new byte[] {one});
            }
            client.switched();
            for (byte one : PaperFrames.encode("01:c3 89:70 80:bc 88:03e8", true)) {
                client.send(new byte[] {one});
            }
            assertThat(client.frame()).isEqualTo("8a:70");
            assertThat(client.frame()).isEqualTo("81:c3bc");
            assertThat(client.frame()).isEqualTo("88:03e8");
            assertThat(client.ended()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_519, 65_520, 65_536, 300_000})
    void echoesMessagesLargerThanItsBuffers(int size) throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxMessageBytes(300_000));
                RawClient client = RawClient.open(endpoint.address)) {
            byte[] payload = new byte[size];
            new Random(size).nextBytes(payload);
            String frame = "82:" + HexFormat.of().formatHex(payload);
            client.frames(frame + " 81:61");
            assertThat(client.frame()).isEqualTo(frame);
            assertThat(client.frame()).isEqualTo("81:61");
        }
    }

    @Test
    void answersTheCloseAndEndsFirst() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("88:0fa07879");
            assertThat(client.frame()).isEqualTo("88:0fa0");
            assertThat(client.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed)).isEqualTo(new CloseStatus(4000, "xy"));
            client.hangUp();
            endpoint.awaitNoConnection();
            assertThat(endpoint.closed).isEmpty();
        }
    }

    @Test
    void failsABrokenPeerWithAReasonThatArrives() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("83:61 " + "82:00 ".repeat(1000)); // unread bytes must not turn the end into a reset
            assertThat(client.frame()).startsWith("88:03ea");
            assertThat(client.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.PROTOCOL_ERROR);
            assertThat(endpoint.count(ServerCounter.PROTOCOL_ERRORS)).isEqualTo(1);
        }
    }

    @Test
    void refusesAMessageThatIsTooBig() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxMessageBytes(1000));
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("82:" + "00".repeat(1001));
            assertThat(client.frame()).startsWith("88:03f1");
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.TOO_BIG);
            assertThat(endpoint.count(ServerCounter.MESSAGES_TOO_BIG)).isEqualTo(1);
        }
    }

    @Test
    void reportsHalfClosedAndResetConnectionsAsAbnormal() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient half = RawClient.open(endpoint.address);
                RawClient reset = RawClient.open(endpoint.address)) {
            half.frames("81:61").endOutput();
            assertThat(half.frame()).isEqualTo("81:61");
            assertThat(half.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            reset.reset();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            endpoint.awaitNoConnection();
        }
    }

    @Test
    void sendsFromManyThreadsWithoutTearingMessages() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = RawClient.open(endpoint.address)) {
            WebSocket socket = Endpoint.next(endpoint.opened);
            BlockingQueue<Boolean> accepted = new LinkedBlockingQueue<>();
            for (int sender = 0; sender < 4; sender++) {
                byte[] message = new byte[200];
                Arrays.fill(message, (byte) sender);
                Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 250; i++) {
                        accepted.add(socket.sendBinary(ByteBuffer.wrap(message)));
                    }
                });
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(client.frame()).matches("82:(0[0-3])\\1{199}");
                assertThat(Endpoint.next(accepted)).isTrue();
            }
            assertThat(endpoint.count(ServerCounter.MESSAGES_SENT)).isEqualTo(1000);
            Endpoint.await("queue empty", () -> socket.queuedBytes() == 0);
        }
    }

    @Test
    void closesAndAbortsFromOtherThreads() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient closing = RawClient.open(endpoint.address)) {
            WebSocket socket = Endpoint.next(endpoint.opened);
            socket.sendText("last");
            socket.close(CloseStatus.of(CloseStatus.NORMAL));
            assertThat(socket.isOpen()).isFalse();
            assertThat(socket.sendText("too late")).isFalse();
            assertThat(closing.frame()).isEqualTo("81:6c617374");
            assertThat(closing.frame()).isEqualTo("88:03e8");
            closing.frames("88:03e8");
            assertThat(closing.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.NORMAL);
            try (RawClient aborting = RawClient.open(endpoint.address)) {
                Endpoint.next(endpoint.opened).abort();
                assertThat(aborting.ended()).isTrue();
                assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.ABNORMAL);
            }
        }
    }

    @Test
    void endsAConnectionWhoseListenerThrows() throws Exception {
        RuntimeException thrown = new IllegalStateException("on purpose");
        try (Endpoint endpoint = new Endpoint() {
                    @Override
                    public void onText(WebSocket socket, ByteBuffer utf8) {
                        throw thrown;
                    }
                };
                RawClient other = RawClient.open(endpoint.address);
                RawClient client = RawClient.open(endpoint.address)) {
            client.frames("81:61 81:62");
            assertThat(client.frame()).startsWith("88:03f3");
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.INTERNAL_ERROR);
            assertThat(Endpoint.next(endpoint.failures)).isSameAs(thrown);
            assertThat(endpoint.failures).isEmpty();
            other.frames("82:61");
            assertThat(other.frame()).isEqualTo("82:61");
        }
    }

    @Test
    void servesAThousandConnectionsAndForgetsThem() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.loops(2))) {
            RawClient[] clients = new RawClient[1000];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = RawClient.open(endpoint.address);
            }
            assertThat(endpoint.server.connections()).isEqualTo(1000);
            for (RawClient client : clients) {
                client.frames("81:61");
            }
            for (int i = 0; i < clients.length; i++) {
                assertThat(clients[i].frame()).isEqualTo("81:61");
                if (i % 2 == 0) {
                    clients[i].frames("88:03e8").hangUp();
                } else {
                    clients[i].reset();
                }
            }
            endpoint.awaitNoConnection();
            for (int i = 0; i < clients.length; i++) {
                Endpoint.next(endpoint.closed);
            }
            assertThat(endpoint.closed).isEmpty();
            assertThat(endpoint.count(ServerCounter.UPGRADES)).isEqualTo(1000);
        }
    }
}

package dev.linnet.websocket.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.handshake.ClientHandshake;
import dev.linnet.websocket.handshake.ServerAddress;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client's heartbeat, on a clock that moves when the test says so. */
@Timeout(30)
class ClientHeartbeatTest {
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int PING = 0x89;

    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch pong = new CountDownLatch(1);
    private final CountDownLatch text = new CountDownLatch(1);
    private final Recorder heard = new Recorder() {
        @Override
        public void onOpen(WebSocket socket) {
            open.countDown();
        }

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8) {
            text.countDown();
        }

        @Override
        public void onPong(WebSocket socket, ByteBuffer payload) {
            pong.countDown();
        }
    };

    private WebSocket connect(RawServer server) throws IOException {
        ClientOptions options = ClientOptions.builder()
                .heartbeat(INTERVAL)
                .closeTimeout(Duration.ofMillis(40)) // so that the reader looks at the clock every 10 ms
                .build();
        ServerAddress address = ServerAddress.of(server.uri("ws"));
        SecureRandom random = new SecureRandom();
        return new ClientTransport(options, random, clock::get)
                .open(address, new ClientHandshake(address, HttpHeaders.EMPTY, List.of(), List.of(), random), heard);
    }

    private static void await(CountDownLatch event) throws IOException {
        try {
            assertThat(event.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void pingsEachIntervalAndTellsTheRoundTrip() throws Exception {
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            await(open); // the first interval begins with the session
            pass(INTERVAL);
            byte[] ping = connection.readFrame();
            assertThat(ping[0] & 0xFF).isEqualTo(PING);
            pass(Duration.ofMillis(30));
            byte[] pong = {(byte) 0x8A, (byte) (ping.length - 1), ping[1], ping[2], ping[3], ping[4]};
            connection.write(pong);
            connection.awaitEnd();
        })) {
            WebSocket socket = connect(server);
            await(pong);
            assertThat(Duration.ofNanos(socket.roundTripNanos())).isEqualTo(Duration.ofMillis(30));
            assertThat(socket.isOpen()).isTrue();
            socket.abort();
            server.await();
        }
    }

    @Test
    void givesUpAServerThatIsSilentForTwoAndNotOneThatIsSlow() throws Exception {
        try (RawServer server = RawServer.play(connection -> {
            connection.open();
            await(open); // the first interval begins with the session
            pass(INTERVAL);
            assertThat(connection.readFrame()[0] & 0xFF).isEqualTo(PING);
            pass(INTERVAL.dividedBy(2));
            connection.write("\u0081\u0002hi"); // anything shows that the server lives
            await(text);
            pass(INTERVAL);
            assertThat(connection.readFrame()[0] & 0xFF).isEqualTo(PING);
            assertThat(heard.heardNothingMore()).isTrue();
            pass(INTERVAL); // two since it was heard, and nothing after the ping
            connection.awaitEnd();
        })) {
            WebSocket socket = connect(server);
            server.await();
            assertThat(heard.next()).startsWith("close 1006");
            assertThat(socket.isOpen()).isFalse();
            assertThat(socket.roundTripNanos()).isEqualTo(-1);
        }
    }
}

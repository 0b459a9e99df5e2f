package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.session.PaperFrames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PingFloodTest {
    private static final int PINGS = 5000;
    private static final byte[] PING = PaperFrames.encode("89:" + "61".repeat(125), true);

    /** RFC 6455 §5.5.3: the latest is answered, and what waits does not grow. */
    @Test
    void pingsOfAPeerThatReadsNothingCostOneAnswer() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxOutboundBytes(1 << 20)
                        .heartbeat(Duration.ZERO)
                        .slowReaderTimeout(Duration.ofMinutes(1)));
                RawClient client = new RawClient(endpoint.address, 4096)) {
            client.send(RawClient.HANDSHAKE).switched();
            WebSocket socket = Endpoint.next(endpoint.opened);
            ByteBuffer filling = ByteBuffer.allocate(64 << 10);
            do {
                while (socket.sendBinary(filling)) {
                    // until the queue is full
                }
            } while (endpoint.writable.poll(500, TimeUnit.MILLISECONDS) != null); // and the socket takes no more either
            long waiting = socket.queuedBytes();
            long received = endpoint.count(ServerCounter.BYTES_RECEIVED);
            for (int i = 0; i < PINGS; i++) {
                client.send(PING);
            }
            Endpoint.await(
                    "all pings read",
                    () -> endpoint.count(ServerCounter.BYTES_RECEIVED) - received == (long) PINGS * PING.length);
            assertThat(socket.queuedBytes()).isLessThanOrEqualTo(waiting);
            client.reset();
            endpoint.awaitNoConnection();
            assertThat(endpoint.count(ServerCounter.PINGS_SUPERSEDED)).isEqualTo(PINGS - 1);
        }
    }
}

package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that understands no message gets and tells. */
@Timeout(30)
class NotUnderstoodTest {
    /** Leaves every message to the defaults of {@link WebSocketListener}. */
    private record Deaf(Endpoint endpoint) implements WebSocketListener {
        @Override
        public void onClose(WebSocket socket, CloseStatus status) {
            endpoint.closed.add(status);
        }
    }

    private static Endpoint deaf() throws Exception {
        return new Endpoint() {
            @Override
            Upgrade upgrade(HttpRequest request) {
                return new Upgrade.Accept(new Deaf(this), "");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"81:6869", "82:6869"})
    void endsWith1003(String message) throws Exception {
        try (Endpoint endpoint = deaf();
                RawClient client = RawClient.open(endpoint.address)) {
            String kind = message.startsWith("81") ? "text" : "binary";
            String reason =
                    HexFormat.of().formatHex((kind + " is not understood here").getBytes(StandardCharsets.US_ASCII));
            assertThat(client.frames(message).frame()).isEqualTo("88:03eb" + reason);
            client.frames("88:03eb");
            assertThat(client.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.UNSUPPORTED_DATA);
            assertThat(endpoint.count(ServerCounter.CONNECTIONS_ACCEPTED)).isEqualTo(1);
        }
    }

    @Test
    void mayAskThePeerToComeBackLater() throws Exception {
        try (Endpoint endpoint = new Endpoint() {
                    @Override
                    public void onOpen(WebSocket socket) {
                        socket.close(new CloseStatus(CloseStatus.TRY_AGAIN_LATER, ""));
                    }
                };
                RawClient client = RawClient.open(endpoint.address)) {
            assertThat(client.frame()).isEqualTo("88:03f5");
            client.frames("88:03f5");
            assertThat(client.ended()).isTrue();
            assertThat(Endpoint.next(endpoint.closed).code()).isEqualTo(CloseStatus.TRY_AGAIN_LATER);
        }
    }
}

package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.ServerOptions;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.WebSocketServer;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServingTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Keeps exchanges for the test to answer. */
    private static final class Postponing extends Endpoint {
        final BlockingQueue<HttpExchange> asked = new LinkedBlockingQueue<>();

        Postponing() throws IOException {}

        @Override
        void answer(HttpExchange exchange) {
            asked.add(exchange);
        }
    }

    @Test
    void answersPipelinedRequestsInOrderAndKeepsTheConnection() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /1" + END + "GET /2" + END + "POST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxy");
            assertThat(client.response()).isEqualTo("200 /1");
            assertThat(client.response()).isEqualTo("200 /2");
            assertThat(client.response()).isEqualTo("200 /3");
            client.send("GET /4" + END);
            assertThat(client.response()).isEqualTo("200 /4");
            assertThat(endpoint.count(ServerCounter.HTTP_REQUESTS)).isEqualTo(4);
        }
    }

    @Test
    void holdsTheNextRequestBackUntilTheOneBeforeIsAnswered() throws Exception {
        try (Postponing endpoint = new Postponing();
                RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /1" + END + "GET /2" + END);
            HttpExchange first = Endpoint.next(endpoint.asked);
            assertThat(first.request().path()).isEqualTo("/1");
            assertThat(endpoint.asked).isEmpty();
            first.respond(HttpResponse.of(200, "text/plain", "one"));
            assertThat(client.response()).isEqualTo("200 one");
            HttpExchange second = Endpoint.next(endpoint.asked);
            assertThat(second.request().path()).isEqualTo("/2");
            second.respond(HttpResponse.of(200, "text/plain", "two"));
            assertThat(client.response()).isEqualTo("200 two");
            assertThatThrownBy(() -> second.respond(HttpResponse.of(500)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("/2");
        }
    }

    @Test
    void answersAPeerThatHasEndedItsOutput() throws Exception {
        try (Postponing endpoint = new Postponing();
                RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /1" + END).endOutput();
            Endpoint.next(endpoint.asked).respond(HttpResponse.of(200, "text/plain", "late"));
            assertThat(client.response()).isEqualTo("200 late");
            assertThat(client.ended()).isTrue();
            endpoint.awaitNoConnection();
        }
    }

    @Test
    void dropsTheAnswerToAPeerThatHasGone() throws Exception {
        try (Postponing endpoint = new Postponing();
                RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /1" + END);
            HttpExchange exchange = Endpoint.next(endpoint.asked);
            client.reset();
            exchange.respond(HttpResponse.of(200, "text/plain", "x".repeat(100)));
            endpoint.awaitNoConnection();
            assertThat(endpoint.failures).isEmpty();
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = new RawClient(endpoint.address)) {
            client.send("HEAD /abc" + END + "GET /2" + END);
            assertThat(client.head()).contains("Content-Length: 4");
            assertThat(client.response()).isEqualTo("200 /2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1~~, 400",
        "GET  / HTTP/1.1~Host: a~~, 400",
        "GET / HTTP/2.0~Host: a~~, 505",
        "POST / HTTP/1.1~Host: a~Content-Length: 9999999~~, 413",
        "GET /x HTTP/1.1~Host: a~Upgrade: websocket~~, 426",
        "GET /x HTTP/1.1~Host: a~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 8~~, 426",
        "GET /x HTTP/1.1~Host: a~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 13~~, 400",
    })
    void answersWhatItRefusesAndCloses(String request, String status) throws Exception {
        try (Endpoint endpoint = new Endpoint();
                RawClient client = new RawClient(endpoint.address)) {
            client.send(request.replace("~", "\r\n") + "GET /smuggled" + END);
            String head = client.head();
            assertThat(head).startsWith("HTTP/1.1 " + status).contains("Connection: close");
            assertThat(client.ended()).isTrue();
            assertThat(endpoint.count(ServerCounter.HTTP_REQUESTS)).isZero();
            assertThat(endpoint.count(ServerCounter.HTTP_ERRORS) + endpoint.count(ServerCounter.UPGRADES_REFUSED))
                    .isEqualTo(1);
        }
    }

    @Test
    void answersForAHandlerThatThrows() throws Exception {
        try (Endpoint endpoint = new Endpoint() {
                    @Override
                    void answer(HttpExchange exchange) {
                        throw new IllegalStateException("on purpose");
                    }
                };
                RawClient client = new RawClient(endpoint.address)) {
            client.send("GET /1" + END);
            assertThat(client.response()).isEqualTo("500 ");
            assertThat(Endpoint.next(endpoint.failures)).hasMessage("on purpose");
        }
    }

    @Test
    void refusesAHandshakeAsTheHandlerSays() throws Exception {
        HttpResponse refusal = HttpResponse.of(503).with("Retry-After", "7");
        try (WebSocketServer server = new WebSocketServer(
                        ServerOptions.defaults(), request -> new Upgrade.Refuse(refusal), exchange -> {});
                RawClient client = new RawClient(server.start())) {
            client.send(RawClient.HANDSHAKE);
            assertThat(client.head()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 7");
            assertThat(client.ended()).isTrue();
            assertThat(server.count(ServerCounter.UPGRADES_REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void sendsAnAnswerLargerThanTheSocketTakesAtOnce() throws Exception {
        try (Endpoint endpoint = new Endpoint() {
                    @Override
                    void answer(HttpExchange exchange) {
                        exchange.respond(HttpResponse.of(200, "text/plain", "x".repeat(8_000_000)));
                    }
                };
                RawClient client = new RawClient(endpoint.address, 4096)) {
            client.send("GET /1" + END + "GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(client.response()).hasSize(8_000_004);
            assertThat(client.response()).hasSize(8_000_004);
            assertThat(client.ended()).isTrue();
        }
    }
}

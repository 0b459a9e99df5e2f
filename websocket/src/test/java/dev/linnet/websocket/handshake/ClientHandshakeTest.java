package dev.linnet.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHandshakeTest {
    private static final ServerAddress HUB = ServerAddress.of(URI.create("ws://hub.local:8080/agent?a=b"));

    /** RFC 6455 §1.3: "the sample nonce". */
    private static final RandomGenerator RFC_NONCE = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("only bytes are drawn");
        }

        @Override
        public void nextBytes(byte[] bytes) {
            byte[] nonce = "the sample nonce".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(nonce, 0, bytes, 0, bytes.length);
        }
    };

    @Test
    void writesTheRequest() {
        ClientHandshake handshake = new ClientHandshake(
                HUB, HttpHeaders.of("Authorization", "Bearer t"), List.of("linnet.v1.json", "x"), List.of(), RFC_NONCE);

        assertThat(new String(handshake.request(), StandardCharsets.ISO_8859_1))
                .isEqualTo(String.join(
                        "\r\n",
                        "GET /agent?a=b HTTP/1.1",
                        "Host: hub.local:8080",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Protocol: linnet.v1.json, x",
                        "Authorization: Bearer t",
                        "",
                        ""));
    }

    @Test
    void acceptsTheAnswerOfTheRfc() throws HandshakeException {
        assertThat(handshake().verify(answer())).isEmpty();
        assertThat(handshake().verify(answer("Sec-WebSocket-Protocol", "chat"))).isEqualTo("chat");
        assertThat(handshake().verify(answer("Upgrade", "WebSocket", "Connection", "x, upgrade")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade, h2c",
        "Upgrade, 'websocket, h2c'",
        "Upgrade, ''",
        "Connection, close",
        "Sec-WebSocket-Accept, s3pPLMBiTxaQ9kYGzzhZRbK+xOp=",
        "Sec-WebSocket-Accept, S3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "Sec-WebSocket-Accept, ''",
        "Sec-WebSocket-Protocol, other",
        "Sec-WebSocket-Protocol, ''",
        "Sec-WebSocket-Protocol, 'chat, chat'",
        "Sec-WebSocket-Extensions, permessage-deflate",
    })
    void refusesAWrongAnswer(String header, String value) {
        assertThatThrownBy(() -> handshake().verify(answer(header, value)))
                .isInstanceOf(HandshakeException.class)
                .hasMessageStartingWith("hub.local:8080 ");
    }

    @Test
    void showsARefusal() {
        HttpResponse busy =
                HttpResponse.of(503, "text/plain", "full\u001B[31m\nup\n").with("Retry-After", "7");

        HandshakeException refusal =
                catchThrowableOfType(HandshakeException.class, () -> handshake().verify(busy));

        assertThat(refusal).hasMessage("hub.local:8080 refused: status 503: full [31m up");
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(refusal.body()).startsWith("full");
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:07 GMT', PT30S",
        "'Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:50:07 GMT', PT0S",
        "'Sun, 06 Nov 1994 08:49:37 GMT', , ",
        "0, , PT0S",
        "-1, , ",
        "99999999999999999999, , ",
        "soon, , ",
    })
    void countsARetryDateFromTheServersOwnClock(String retryAfter, String date, Duration wait) {
        HttpHeaders headers = HttpHeaders.of("Retry-After", retryAfter, "Date", date == null ? "" : date);

        assertThat(new HandshakeException("", new HttpResponse(503, headers, new byte[0])).retryAfter())
                .isEqualTo(wait);
    }

    @Test
    void leavesNoRoomForInjectionOrContradiction() {
        assertThatThrownBy(() -> HttpHeaders.of("X", "a\r\nY: b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpHeaders.of("X: a\r\nY", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientHandshake(HUB, HttpHeaders.of("host", "x"), List.of(), List.of(), RFC_NONCE))
                .hasMessageContaining("host");
        assertThatThrownBy(
                        () -> new ClientHandshake(HUB, HttpHeaders.EMPTY, List.of("a\r\nX: y"), List.of(), RFC_NONCE))
                .hasMessageContaining("no token");
    }

    private static ClientHandshake handshake() {
        return new ClientHandshake(HUB, HttpHeaders.EMPTY, List.of("chat"), List.of(), RFC_NONCE);
    }

    /** A right answer, with those fields instead of its own of the same name. */
    private static HttpResponse answer(String... fields) {
        HttpHeaders changed = HttpHeaders.of(fields);
        HttpHeaders right = HttpHeaders.of(
                "Upgrade",
                "websocket",
                "Connection",
                "Upgrade",
                "Sec-WebSocket-Accept",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        List<HttpHeaders.Field> all = new ArrayList<>(right.fields());
        all.removeIf(field -> changed.first(field.name()) != null);
        all.addAll(changed.fields());
        return new HttpResponse(101, new HttpHeaders(all), new byte[0]);
    }
}

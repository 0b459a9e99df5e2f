package dev.linnet.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerHandshakeTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @Test
    void answersTheExampleOfTheRfc() throws HttpException {
        // RFC 6455 §1.3
        HttpResponse answer = ServerHandshake.read(request("GET", "Sec-WebSocket-Protocol", "chat, superchat"))
                .accept("chat");

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers().first("Upgrade")).isEqualTo("websocket");
        assertThat(answer.headers().first("Connection")).isEqualTo("Upgrade");
        assertThat(answer.headers().first("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(answer.headers().first("Sec-WebSocket-Protocol")).isEqualTo("chat");
        assertThat(answer.headers().first("Sec-WebSocket-Extensions")).isNull();
    }

    @Test
    void readsWhatIsOfferedOverSeveralLines() throws HttpException {
        ServerHandshake handshake = ServerHandshake.read(request(
                "GET",
                "Sec-WebSocket-Protocol",
                "a , b",
                "sec-websocket-protocol",
                "c",
                "Sec-WebSocket-Extensions",
                "permessage-deflate; client_max_window_bits; server_max_window_bits=\"10\", x-foo"));

        assertThat(handshake.subprotocols()).containsExactly("a", "b", "c");
        assertThat(handshake.extensions())
                .extracting(Extension::toString)
                .containsExactly("permessage-deflate; client_max_window_bits; server_max_window_bits=10", "x-foo");
    }

    @Test
    void choosesNoSubprotocolThatWasNotOffered() throws HttpException {
        ServerHandshake handshake = ServerHandshake.read(request("GET", "Sec-WebSocket-Protocol", "chat"));

        assertThat(handshake.accept("").headers().first("Sec-WebSocket-Protocol"))
                .isNull();
        assertThatThrownBy(() -> handshake.accept("Chat")).hasMessageContaining("Chat was not offered");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Upgrade, websocket, 405",
        "GET, Upgrade, h2c, 426",
        "GET, Connection, keep-alive, 426",
        "GET, Sec-WebSocket-Version, 8, 426",
        "GET, Sec-WebSocket-Version, '13, 8', 426",
        "GET, Sec-WebSocket-Version, , 426",
        "GET, Sec-WebSocket-Key, , 400",
        "GET, Sec-WebSocket-Key, dGhlIHNhbXBsZQ==, 400",
        "GET, Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZSE=, 400",
        "GET, Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZ!==, 400",
        "GET, Sec-WebSocket-Protocol, 'a, a', 400",
        "GET, Sec-WebSocket-Protocol, a b, 400",
        "GET, Sec-WebSocket-Extensions, 'x;', 400",
    })
    void refusesWhatIsNoHandshake(String method, String header, String value, int status) {
        HttpException refusal = catchThrowableOfType(
                HttpException.class, () -> ServerHandshake.read(request(method, header, value == null ? "" : value)));

        assertThat(refusal.status()).isEqualTo(status);
    }

    @Test
    void saysWhichVersionItSpeaks() {
        HttpException refusal = catchThrowableOfType(
                HttpException.class, () -> ServerHandshake.read(request("GET", "Sec-WebSocket-Version", "25")));

        assertThat(refusal.response().headers().first("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(refusal.response().headers().hasToken("Upgrade", "websocket"))
                .isTrue();
    }

    @Test
    void refusesTwoKeys() {
        HttpHeaders headers = HttpHeaders.of(
                "Upgrade",
                "websocket",
                "Connection",
                "Upgrade",
                "Sec-WebSocket-Version",
                "13",
                "Sec-WebSocket-Key",
                KEY,
                "Sec-WebSocket-Key",
                KEY);

        assertThatThrownBy(() -> ServerHandshake.read(request("GET", headers)))
                .hasMessageContaining("one Sec-WebSocket-Key");
    }

    @Test
    void recognisesWhoAsksForAWebSocket() {
        assertThat(ServerHandshake.isAskedBy(request("GET", HttpHeaders.of("Upgrade", "h2c, WebSocket"))))
                .isTrue();
        assertThat(ServerHandshake.isAskedBy(request("GET", HttpHeaders.EMPTY))).isFalse();
    }

    /** A right handshake, with those fields instead of its own of the same name. */
    private static HttpRequest request(String method, String... fields) {
        HttpHeaders changed = HttpHeaders.of(fields);
        HttpHeaders right = HttpHeaders.of(
                "Host",
                "a",
                "Upgrade",
                "WebSocket",
                "Connection",
                "keep-alive, upgrade",
                "Sec-WebSocket-Key",
                KEY,
                "Sec-WebSocket-Version",
                "13");
        List<HttpHeaders.Field> all = new ArrayList<>(right.fields());
        all.removeIf(field -> changed.first(field.name()) != null);
        all.addAll(changed.fields());
        return request(method, new HttpHeaders(all));
    }

    private static HttpRequest request(String method, HttpHeaders headers) {
        return new HttpRequest(
                method, "/", "", headers, new byte[0], InetSocketAddress.createUnresolved("peer", 1), false);
    }
}

package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestParserTest {
    private static final HttpLimits LIMITS = new HttpLimits(100, 300, 8, 20);
    private static final String CHUNKED = "PUT /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n";
    private static final InetSocketAddress REMOTE = InetSocketAddress.createUnresolved("peer", 1);

    /** Exact bytes, and what must come of them however they are cut. */
    static List<Arguments> conversations() {
        return List.of(
                Arguments.of("GET / HTTP/1.1\r\nHost: a\r\n\r\n", List.of("GET /", "end")),
                Arguments.of("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", List.of("GET /", "end")),
                Arguments.of("HEAD /x?a=b&c HTTP/1.1\r\nHost: a:80\r\n\r\n", List.of("HEAD /x?a=b&c", "end")),
                Arguments.of("GET /%2e%2E/ HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", List.of("GET /%2e%2E/", "end")),
                Arguments.of("GET http://b/p?q HTTP/1.1\r\nHost: a\r\n\r\n", List.of("GET /p?q", "end")),
                Arguments.of("GET HTTPS://b HTTP/1.1\r\nHost: a\r\n\r\n", List.of("GET /", "end")),
                Arguments.of("GET / HTTP/1.0\r\n\r\n", List.of("GET / close", "end")),
                Arguments.of("GET / HTTP/1.9\r\nHost: a\r\n\r\n", List.of("GET /", "end")),
                Arguments.of(
                        "DELETE /d HTTP/1.1\r\nhOST:a\r\nConnection: foo, Close\r\n\r\n",
                        List.of("DELETE /d close", "end")),
                Arguments.of(
                        "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", List.of("POST /p [abc]", "end")),
                Arguments.of(
                        "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                        List.of("POST /p [abc]", "GET /", "end")),
                Arguments.of(
                        CHUNKED + "3\r\nabc\r\nA;x;y=z;q=\"a;\\\"b\"\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
                        List.of("PUT /p [abc0123456789]", "end")),
                Arguments.of("GET / HTTP/1.1\r\nHost: a\r\n", List.of("more")),
                Arguments.of("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", List.of("more")),
                Arguments.of("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", List.of("PUT /", "end")),
                Arguments.of("", List.of("end")));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void readsRequestsHoweverTheyAreCut(String bytes, List<String> expected) {
        for (List<ByteBuffer> pieces : Pieces.of(bytes)) {
            assertThat(Outcome.of(LIMITS, pieces)).as("%s", pieces).isEqualTo(expected);
        }
    }

    @Test
    void leavesTheFirstFrameAfterAnUpgradeRequest() throws HttpException {
        ByteBuffer in =
                bytes("GET /agent HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\u0081");

        HttpRequest request = Objects.requireNonNull(new RequestParser(LIMITS).parse(in, REMOTE, true));

        assertThat(request.secure()).isTrue();
        assertThat(request.remote()).isEqualTo(REMOTE);
        assertThat(in.remaining()).isEqualTo(1);
    }

    @Test
    void ignoresAnUpgradeInHttp10() throws HttpException {
        HttpRequest request = parse("GET / HTTP/1.0\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");

        assertThat(request.headers().first("Upgrade")).isNull();
    }

    @Test
    void takesTheTargetsAuthorityForTheHost() throws HttpException {
        HttpRequest request = parse("GET http://right/ HTTP/1.1\r\nHost: wrong\r\n\r\n");

        assertThat(request.headers().all("host")).containsExactly("right");
    }

    @Test
    void keepsLatin1AndTrimsOnlyBlanks() throws HttpException {
        HttpRequest request = parse("GET / HTTP/1.1\r\nHost: a\r\nX: \t a\u00A0\u00E9 b\u00A0 \r\nX:\r\n\r\n");

        assertThat(request.headers().all("x")).containsExactly("a\u00A0\u00E9 b\u00A0", "");
    }

    @Test
    void asksForTheBodyOnceWhenThePeerWaitsForThat() throws HttpException {
        RequestParser parser = new RequestParser(LIMITS);
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n";

        assertThat(parser.parse(bytes(head), REMOTE, false)).isNull();
        assertThat(parser.takeContinue()).isTrue();
        assertThat(parser.takeContinue()).isFalse();
        assertThat(parser.parse(bytes("ok"), REMOTE, false)).isNotNull();

        assertThat(parser.parse(bytes(head + "o"), REMOTE, false)).isNull();
        assertThat(parser.takeContinue()).as("the body comes already").isFalse();
    }

    @Test
    void knowsWhetherARequestHasBegun() throws HttpException {
        RequestParser parser = new RequestParser(LIMITS);
        assertThat(parser.begun()).isFalse();
        parser.parse(bytes("G"), REMOTE, false);
        assertThat(parser.begun()).isTrue();
        parser.parse(bytes("ET / HTTP/1.1\r\nHost: a\r\n\r\n"), REMOTE, false);
        assertThat(parser.begun()).isFalse();
    }

    private static HttpRequest parse(String text) throws HttpException {
        HttpRequest request = new RequestParser(LIMITS).parse(bytes(text), REMOTE, false);
        return Objects.requireNonNull(request);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be refused, with which status, however it is cut: above all what two parsers might read in two ways. */
class RequestRefusalTest {
    private static final HttpLimits LIMITS = new HttpLimits(60, 200, 4, 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                "Content-Length: 3\r\nContent-Length: 3\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "Content-Length: 3, 3\r\n",
                "Content-Length: +3\r\n",
                "Content-Length: -3\r\n",
                "Content-Length: 0x3\r\n",
                "Content-Length: 3 \u00A0\r\n",
                "Content-Length: 1 2\r\n",
                "Content-Length: 3.0\r\n",
                "Content-Length:\r\n",
                "Content-Length : 3\r\n",
                "Content-Length\t: 3\r\n",
                " Content-Length: 3\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked;q=1\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "Transfer-Encoding: \u000Bchunked\r\n",
                "Transfer-Encoding:\r\n",
                "X: a\r\n b\r\n",
                "X: a\r\n\tb\r\n",
                "X: a\nY: b\r\n",
                "X: a\rY: b\r\n",
                "X: a\r\r\n",
                "X: a\u0000b\r\n",
                "X: a\u007Fb\r\n",
                "X: a\u0001\r\n",
                "X y: b\r\n",
                "X(: b\r\n",
                ": b\r\n",
                "no colon\r\n",
                "\u00E9: b\r\n",
                "Host: b\r\n",
                "Host: a\r\n"
            })
    void refusesAmbiguousFields(String fields) {
        refuses(400, "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "g\r\n",
                "+3\r\nabc\r\n",
                "-3\r\nabc\r\n",
                "0x3\r\nabc\r\n",
                "3 \r\nabc\r\n",
                " 3\r\nabc\r\n",
                "3;\r\nabc\r\n",
                "3;a=\r\nabc\r\n",
                "3;a=\"b\r\nabc\r\n",
                "3 ;a\r\nabc\r\n",
                "3\nabc\r\n",
                "3;a\nabc\r\n",
                "3\rabc\r\n",
                "3\r\nabcd\r\n",
                "3\r\nabc\n",
                "3\r\nabc0\r\n\r\n",
                "000000003\r\nabc\r\n",
                "\u0663\r\nabc\r\n",
                "0\r\n\r\r\n",
                "0\r\nTrailer : x\r\n\r\n",
                "0\r\nTrailer: x\n\r\n"
            })
    void refusesAmbiguousChunks(String chunks) {
        refuses(400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n",
                "GET  / HTTP/1.1\r\n",
                "GET / HTTP/1.1 \r\n",
                "GET\t/\tHTTP/1.1\r\n",
                " GET / HTTP/1.1\r\n",
                "GET / HTTP/1.10\r\n",
                "GET / http/1.1\r\n",
                "GET / HTTP/11\r\n",
                "GET /a b HTTP/1.1\r\n",
                "GET /#f HTTP/1.1\r\n",
                "GET /%4 HTTP/1.1\r\n",
                "GET /%zz HTTP/1.1\r\n",
                "GET /\\x HTTP/1.1\r\n",
                "GET /\u00E9 HTTP/1.1\r\n",
                "GET a HTTP/1.1\r\n",
                "GET * HTTP/1.1\r\n",
                "GET ftp://a/ HTTP/1.1\r\n",
                "GET http:///x HTTP/1.1\r\n",
                "GET http://u@a/ HTTP/1.1\r\n",
                "G(T / HTTP/1.1\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\n",
                "GET / HTTP/1.1\n"
            })
    void refusesMalformedRequestLines(String line) {
        refuses(400, line + "Host: a\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host:\r\n",
                "Host: a b\r\n",
                "Host: a/b\r\n",
                "Host: u@a\r\n",
                "Host: a:x\r\n",
                "Host: a, b\r\n"
            })
    void refusesARequestWithoutOneHost(String host) {
        refuses(400, "GET / HTTP/1.1\r\n" + host + "\r\n");
    }

    @Test
    void refusesWithTheRightStatus() {
        refuses(405, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(405, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(405, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(501, "BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(501, "get / HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n");
        refuses(414, "GET /" + "x".repeat(60) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(414, "x".repeat(61));
        refuses(431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(200));
        refuses(431, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(4) + "\r\n");
        refuses(413, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 21\r\n\r\n");
        refuses(413, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n");
        refuses(413, "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n");
        refuses(413, "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n14\r\n");
        refuses(431, "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + "X: y\r\n".repeat(5));
        refuses(417, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 200-ok\r\n\r\n");
        refuses(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
        refuses(400, "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\n");
    }

    @Test
    void survivesNoise() {
        Random random = new Random(42);
        String alphabet =
                "GET POST/ HTTP/1.1\r\n: Host: a\r\nContent-Length: 3\r\n\r\nTransfer-Encoding: chunked\r\n0;\u0000\u00FF";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder noise = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                int from = random.nextInt(alphabet.length());
                noise.append(alphabet, from, Math.min(alphabet.length(), from + 1 + random.nextInt(12)));
            }
            byte[] bytes = noise.toString().getBytes(StandardCharsets.ISO_8859_1);
            List<String> whole = Outcome.of(LIMITS, List.of(ByteBuffer.wrap(bytes)));
            List<ByteBuffer> single = new ArrayList<>();
            for (int i = 0; i < bytes.length; i++) {
                single.add(ByteBuffer.wrap(bytes, i, 1));
            }
            assertThat(Outcome.of(LIMITS, single)).as("%s", noise).isEqualTo(whole);
        }
    }

    private static void refuses(int status, String bytes) {
        for (List<ByteBuffer> pieces : Pieces.of(bytes)) {
            assertThat(Outcome.of(LIMITS, pieces))
                    .as("%s", bytes)
                    .singleElement()
                    .asString()
                    .startsWith(status + " ");
        }
    }
}

package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {
    private static final HttpLimits LIMITS = new HttpLimits(100, 200, 4, 6);
    private final ResponseEncoder encoder =
            new ResponseEncoder(InstantSource.fixed(Instant.parse("1994-11-06T08:49:37.5Z")));

    @Test
    void writesAWholeAnswer() {
        HttpResponse answer = HttpResponse.of(200, "text/plain", "grüß").with("X", "y");

        assertThat(encode(answer, true, false))
                .isEqualTo(String.join(
                        "\r\n",
                        "HTTP/1.1 200 OK",
                        "Content-Type: text/plain",
                        "X: y",
                        "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Content-Length: 6",
                        "",
                        "gr\u00C3\u00BC\u00C3\u009F"));
    }

    @Test
    void leavesOutTheBodyWhereNoneMayBe() {
        HttpResponse answer = HttpResponse.of(200, "text/plain", "body");

        assertThat(encode(answer, true, true)).contains("Content-Length: 4\r\n").endsWith("\r\n\r\n");
        assertThat(encode(new HttpResponse(304, HttpHeaders.EMPTY, new byte[3]), true, false))
                .startsWith("HTTP/1.1 304 Not Modified\r\n")
                .doesNotContain("Content-Length")
                .endsWith("\r\n\r\n");
        assertThat(encode(HttpResponse.of(204), true, false)).doesNotContain("Content-Length");
        assertThat(encode(HttpResponse.of(200), true, false)).contains("Content-Length: 0\r\n");
    }

    @Test
    void saysWhenTheConnectionCloses() {
        assertThat(encode(HttpResponse.of(200), false, false)).contains("Connection: close\r\n");
        assertThat(encode(HttpResponse.of(101).with("Connection", "Upgrade"), false, false))
                .containsOnlyOnce("Connection")
                .contains("Connection: Upgrade\r\n");
    }

    @Test
    void decidesItselfWhereTheAnswerEnds() {
        HttpResponse answer = new HttpResponse(
                200, HttpHeaders.of("content-length", "99", "Transfer-Encoding", "chunked", "Date", "x"), new byte[2]);

        assertThat(encode(answer, true, false))
                .doesNotContain(": 99", "chunked", "Date: x")
                .contains("Content-Length: 2\r\n");
    }

    static List<Arguments> answers() {
        return List.of(
                Arguments.of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nXY", "101 []", 2),
                Arguments.of("HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabcX", "200 [abc]", 1),
                Arguments.of("HTTP/1.0 401 No\r\n\r\nabc", "401 [abc]", 0),
                Arguments.of("HTTP/1.1 503 \r\nContent-Length: 30\r\n\r\n0123456789", "503 [012345]", 4),
                Arguments.of("HTTP/1.1 503 Ü\r\n\r\n0123456789", "503 [012345]", 4),
                Arguments.of("HTTP/1.1 204 x\r\n\r\n", "204 []", 0),
                Arguments.of(
                        "HTTP/1.1 403 x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "403 [abc]", 0),
                Arguments.of("HTTP/1.1 403 x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", "403 [ab]", 0),
                Arguments.of("HTTP/1.1 100 x\r\n\r\nHTTP/1.1 103 x\r\nA: b\r\n\r\nHTTP/1.1 101 x\r\n\r\n", "101 []", 0),
                Arguments.of("HTTP/1.1 101 x\r\n", "nothing", 0));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void readsAnAnswerHoweverItIsCut(String bytes, String expected, int left) throws HttpException {
        for (List<ByteBuffer> pieces : Pieces.of(bytes)) {
            ResponseParser parser = new ResponseParser(LIMITS);
            HttpResponse answer = null;
            int unread = 0;
            for (ByteBuffer piece : pieces) {
                ByteBuffer in = piece.duplicate();
                if (answer == null) {
                    answer = parser.parse(in);
                }
                unread += in.remaining();
            }
            HttpResponse last = answer == null ? parser.end() : answer;
            assertThat(last == null ? "nothing" : last.status() + " [" + text(last.body()) + "]")
                    .as("%s", pieces)
                    .isEqualTo(expected);
            assertThat(unread).as("%s", pieces).isEqualTo(left);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200 OK\r\n",
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 999 OK\r\n",
                "HTTP/1.1 101 x\n",
                "HTTP/1.1 101 x\r\nA : b\r\n",
                "HTTP/1.1 200 x\r\nContent-Length: x\r\n\r\n"
            })
    void refusesWhatIsNoAnswer(String bytes) {
        for (List<ByteBuffer> pieces : Pieces.of(bytes)) {
            assertThat(refusal(pieces)).as("%s", pieces).isNotEmpty();
        }
    }

    private static String refusal(List<ByteBuffer> pieces) {
        ResponseParser parser = new ResponseParser(LIMITS);
        try {
            for (ByteBuffer piece : pieces) {
                parser.parse(piece.duplicate());
            }
            return "";
        } catch (HttpException e) {
            return e.reason();
        }
    }

    private String encode(HttpResponse answer, boolean keepAlive, boolean headOnly) {
        return text(encoder.encode(answer, keepAlive, headOnly));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

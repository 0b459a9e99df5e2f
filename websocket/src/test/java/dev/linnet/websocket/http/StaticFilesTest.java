package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    private static final String PAGE = "<p>hello</p>".repeat(100);
    private final StaticFiles files = StaticFiles.builder()
            .add("/", "text/html", bytes(PAGE))
            .add("/tiny.txt", "text/plain", bytes("x"))
            .resource(StaticFilesTest.class, "StaticFilesTest.class")
            .build();

    @Test
    void sendsTheFileAndHowToKeepIt() {
        HttpResponse answer = answer("GET", "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes(PAGE));
        assertThat(answer.headers().first("Content-Type")).isEqualTo("text/html");
        assertThat(answer.headers().first("ETag")).matches("\"[\\w-]{16}\"");
        assertThat(answer.headers().first("Vary")).isEqualTo("Accept-Encoding");
        assertThat(answer.headers().first("Content-Encoding")).isNull();
    }

    @Test
    void compressesWhatShrinksForThoseWhoAccept() throws IOException {
        HttpResponse answer = answer("GET", "/", "Accept-Encoding", "br, GZIP;q=0.5");

        assertThat(answer.headers().first("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.headers().first("ETag"))
                .isNotEqualTo(answer("GET", "/").headers().first("ETag"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes(PAGE));
        }
        assertThat(answer("GET", "/tiny.txt", "Accept-Encoding", "gzip")
                        .headers()
                        .fields())
                .extracting(HttpHeaders.Field::name)
                .doesNotContain("Content-Encoding", "Vary");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "*, true",
        "'*;q=0, gzip', true",
        "'gzip ; q=0.001', true",
        "'', false",
        "identity, false",
        "gzip;q=0, false",
        "'gzip;q=0.000, *', false",
        "gzip;q=2, false",
        "gzip;level=9, false",
    })
    void weighsWhatIsAccepted(String accepted, boolean compressed) {
        assertThat(AcceptEncoding.gzip(HttpHeaders.of("Accept-Encoding", accepted)))
                .isEqualTo(compressed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "W/@", "\"other\", @", "*"})
    void doesNotSendWhatTheClientHas(String known) {
        String tag = Objects.requireNonNull(answer("GET", "/").headers().first("ETag"));

        HttpResponse answer = answer("GET", "/", "If-None-Match", known.replace("@", tag));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().first("ETag")).isEqualTo(tag);
        assertThat(answer("GET", "/", "If-None-Match", known.replace("@", "\"old\""))
                        .status())
                .isEqualTo(known.equals("*") ? 304 : 200);
    }

    @Test
    void knowsNothingOutsideOfTheSet() {
        assertThat(files.answer(request("GET", "/../etc/passwd", HttpHeaders.EMPTY)))
                .isNull();
        assertThat(files.answer(request("GET", "/tiny", HttpHeaders.EMPTY))).isNull();
        assertThat(answer("POST", "/").status()).isEqualTo(405);
        assertThat(answer("POST", "/").headers().first("Allow")).isEqualTo("GET, HEAD");
        assertThat(answer("HEAD", "/").status()).isEqualTo(200);
    }

    @Test
    void loadsResourcesAtOnceOrNotAtAll() {
        assertThat(answer("GET", "/StaticFilesTest.class").headers().first("Content-Type"))
                .isEqualTo("application/octet-stream");
        assertThatThrownBy(() -> StaticFiles.builder().resource(StaticFilesTest.class, "none.html"))
                .hasMessageContaining("no resource none.html");
        assertThatThrownBy(() -> StaticFiles.builder().add("x", "text/plain", new byte[0]))
                .hasMessageContaining("starts with a slash");
    }

    private HttpResponse answer(String method, String path, String... headers) {
        return Objects.requireNonNull(files.answer(request(method, path, HttpHeaders.of(headers))));
    }

    private static HttpRequest request(String method, String path, HttpHeaders headers) {
        return new HttpRequest(
                method, path, "", headers, new byte[0], InetSocketAddress.createUnresolved("peer", 1), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

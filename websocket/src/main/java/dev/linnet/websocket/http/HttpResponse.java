package dev.linnet.websocket.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One whole answer. {@code Content-Length}, {@code Date} and {@code Connection} are the server's to add.
 *
 * @param status 100–599 (RFC 9110 §15)
 * @param headers the header fields
 * @param body the content; empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes, and nobody compares whole answers
public record HttpResponse(int status, HttpHeaders headers, byte[] body) {
    public HttpResponse {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is outside 100–599");
        }
    }

    /** An answer of that media type; text is sent as UTF-8. */
    public static HttpResponse of(int status, String mediaType, String body) {
        return new HttpResponse(
                status, HttpHeaders.of("Content-Type", mediaType), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static HttpResponse of(int status) {
        return new HttpResponse(status, HttpHeaders.EMPTY, new byte[0]);
    }

    /** The same with this field added after its own. */
    public HttpResponse with(String name, String value) {
        return with(HttpHeaders.of(name, value));
    }

    /** The same with these fields added after its own. */
    public HttpResponse with(HttpHeaders more) {
        List<HttpHeaders.Field> fields = new ArrayList<>(headers.fields());
        fields.addAll(more.fields());
        return new HttpResponse(status, new HttpHeaders(fields), body);
    }
}

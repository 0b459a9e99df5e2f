package dev.linnet.websocket.http;

import java.nio.charset.StandardCharsets;

/** One whole answer. {@code Content-Length}, {@code Date} and {@code Connection} are the server's to add. */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes, and nobody compares whole answers
public record HttpResponse(int status, HttpHeaders headers, byte[] body) {
    /** An answer of that media type; text is sent as UTF-8. */
    public static HttpResponse of(int status, String mediaType, String body) {
        return new HttpResponse(
                status, HttpHeaders.of("Content-Type", mediaType), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static HttpResponse of(int status, String... namesAndValues) {
        return new HttpResponse(status, HttpHeaders.of(namesAndValues), new byte[0]);
    }
}

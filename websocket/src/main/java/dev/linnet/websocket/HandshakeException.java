package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.RetryAfter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server did not open a WebSocket: it refused, or its answer broke RFC 6455 §4.1. */
public final class HandshakeException extends IOException {
    private static final long serialVersionUID = 1;

    // Not for serialising: an exception of this type never leaves the process.
    private final transient @Nullable HttpResponse response;

    /**
     * Wraps what the server answered.
     *
     * @param message what went wrong, with the server's address
     * @param response the server's answer, or null when it was none in HTTP
     */
    public HandshakeException(String message, @Nullable HttpResponse response) {
        super(message);
        this.response = response;
    }

    /** The answer's status: 401, 503 …; 101 when the server meant to open but did it wrongly; 0 when it was no HTTP. */
    public int status() {
        return response == null ? 0 : response.status();
    }

    /** The answer's header fields; empty when it was no HTTP. */
    public HttpHeaders headers() {
        return response == null ? HttpHeaders.EMPTY : response.headers();
    }

    /** The answer's text, cut off at a few kilobytes; may be empty. */
    public String body() {
        return response == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
    }

    /** How long the server asks to wait before the next try ({@code Retry-After}, RFC 9110 §10.2.3), or null. */
    public @Nullable Duration retryAfter() {
        return RetryAfter.of(headers());
    }
}

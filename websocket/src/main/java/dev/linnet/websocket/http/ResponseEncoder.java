package dev.linnet.websocket.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

/** Turns answers into bytes (RFC 9112 §4), with {@code Date}, {@code Content-Length} and {@code Connection} added. One thread at a time. */
public final class ResponseEncoder {
    /** Fields that say where a message ends, or are this class's to write. */
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "date");

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final InstantSource clock;
    private long dateSecond = Long.MIN_VALUE;
    private String date = "";

    public ResponseEncoder(InstantSource clock) {
        this.clock = clock;
    }

    /** The interim answer that {@link RequestParser#takeContinue} asks for. */
    public byte[] encodeContinue() {
        return CONTINUE.clone();
    }

    /**
     * A whole answer.
     *
     * @param keepAlive false to tell the peer that the connection closes after it
     * @param headOnly the answer to a HEAD request: the body's length, without the body (RFC 9110 §9.3.2)
     */
    public byte[] encode(HttpResponse response, boolean keepAlive, boolean headOnly) {
        int status = response.status();
        StringBuilder head = head(response);
        boolean bodyless = status < 200 || status == 204 || status == 304;
        if (!bodyless) {
            append(head, "Content-Length", Integer.toString(response.body().length));
        }
        if (!keepAlive && status != 101) {
            append(head, "Connection", "close");
        }
        byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (bodyless || headOnly || response.body().length == 0) {
            return headBytes;
        }
        byte[] whole = new byte[headBytes.length + response.body().length];
        System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
        System.arraycopy(response.body(), 0, whole, headBytes.length, response.body().length);
        return whole;
    }

    /**
     * The head of an answer whose body follows bit by bit, and after which the connection closes.
     *
     * @param chunked whether the body comes in chunks; otherwise it goes on to the connection's end (RFC 9112 §6.3)
     */
    public byte[] encodeStreamHead(HttpResponse response, boolean chunked) {
        StringBuilder head = head(response);
        if (chunked) {
            append(head, "Transfer-Encoding", "chunked");
        }
        append(head, "Connection", "close");
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private StringBuilder head(HttpResponse response) {
        StringBuilder head = new StringBuilder(256);
        int status = response.status();
        head.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(ReasonPhrase.of(status))
                .append("\r\n");
        for (HttpHeaders.Field field : response.headers().fields()) {
            if (!OWN.contains(field.name().toLowerCase(Locale.ROOT))) {
                append(head, field.name(), field.value());
            }
        }
        append(head, "Date", date());
        return head;
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private String date() {
        long now = Math.floorDiv(clock.millis(), 1000);
        if (now != dateSecond) {
            dateSecond = now;
            date = HttpDate.of(now);
        }
        return date;
    }
}

package dev.linnet.websocket.http;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests off one connection, split anywhere (RFC 9112). Sans-I/O; holds nothing between two requests. After an
 * exception the connection is to be closed with {@link HttpException#response}: where the next request would start is
 * unknown. One thread at a time.
 */
public final class RequestParser {
    /** A request whose head is whole. */
    private record Head(RequestLine line, HttpHeaders headers, Body body) {}

    private final HttpLimits limits;
    private @Nullable LineReader lines;
    private @Nullable RequestLine line;
    private @Nullable FieldsReader fields;
    private @Nullable Head head;
    private boolean blankLineSkipped;
    private boolean continueWanted;
    private boolean keepAlive;
    private boolean http11;

    public RequestParser(HttpLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes bytes from {@code in} until a request is whole, and leaves what follows it. A request that asks for a WebSocket
     * ends with its head.
     *
     * @return the request, or null when it goes on in bytes to come; {@code in} is empty then
     * @throws HttpException when the request is refused
     */
    public @Nullable HttpRequest parse(ByteBuffer in, InetSocketAddress remote, boolean secure) throws HttpException {
        if (head == null) {
            head = parseHead(in);
        }
        Head whole = head;
        if (whole == null) {
            return null;
        }
        byte[] body = whole.body().read(in);
        if (body == null) {
            return null;
        }
        reset();
        RequestLine start = whole.line();
        return new HttpRequest(start.method(), start.path(), start.query(), whole.headers(), body, remote, secure);
    }

    /** Whether a part of a request has come, so that the rest is to follow in time. */
    public boolean begun() {
        return lines != null;
    }

    /** Whether a request's head is whole and its body is not. */
    public boolean inBody() {
        return head != null;
    }

    /** Whether the connection may stay open after the answer to the request parsed last (RFC 9112 §9.3). */
    public boolean keepAlive() {
        return keepAlive;
    }

    /** Whether the request parsed last came in HTTP/1.1, so that its answer may be chunked (RFC 9112 §7.1). */
    public boolean http11() {
        return http11;
    }

    /**
     * Whether the peer waits for {@code 100 Continue} before it sends the body (RFC 9110 §10.1.1): to be asked after
     * {@link #parse} returned null, and true once per request.
     */
    public boolean takeContinue() {
        boolean wanted = continueWanted;
        continueWanted = false;
        return wanted;
    }

    private @Nullable Head parseHead(ByteBuffer in) throws HttpException {
        if (!in.hasRemaining()) {
            return null;
        }
        if (lines == null) {
            lines = new LineReader();
        }
        while (line == null) {
            String text = lines.next(in, limits.startLineBytes(), 414);
            if (text == null) {
                return null;
            }
            if (text.isEmpty() && !blankLineSkipped) {
                // RFC 9112 §2.2: at least one empty line before the request line should be ignored.
                blankLineSkipped = true;
            } else {
                line = RequestLine.parse(text);
                fields = new FieldsReader(lines, limits.headBytes() - text.length() - 2, limits.fields());
            }
        }
        HttpHeaders headers = fields == null ? null : fields.read(in);
        return headers == null ? null : head(line, headers, in);
    }

    private Head head(RequestLine line, HttpHeaders sent, ByteBuffer in) throws HttpException {
        HttpHeaders headers = RequestFraming.check(line, sent);
        Body body = RequestFraming.body(line, headers, limits);
        boolean empty = body instanceof Body.Empty;
        if (line.method().equals("GET") && headers.hasToken("Upgrade", "websocket") && !empty) {
            throw new HttpException(400, "an opening handshake with a body");
        }
        expect(line, headers);
        continueWanted &= !empty && !in.hasRemaining();
        http11 = line.http11();
        keepAlive = http11 && !headers.hasToken("Connection", "close");
        return new Head(line, headers, body);
    }

    private void expect(RequestLine line, HttpHeaders headers) throws HttpException {
        String expectation = headers.first("Expect");
        // RFC 9110 §10.1.1: a server must ignore 100-continue in an HTTP/1.0 request.
        if (expectation != null && line.http11()) {
            if (!expectation.equalsIgnoreCase("100-continue")
                    || headers.all("Expect").size() > 1) {
                throw new HttpException(417, "an expectation other than 100-continue");
            }
            continueWanted = true;
        }
    }

    private void reset() {
        lines = null;
        line = null;
        fields = null;
        head = null;
        blankLineSkipped = false;
        continueWanted = false;
    }
}

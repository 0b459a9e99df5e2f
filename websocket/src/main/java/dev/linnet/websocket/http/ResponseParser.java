package dev.linnet.websocket.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one answer that a client awaits (RFC 9112 §4), split anywhere; interim answers are skipped. Of a body, at
 * most the limit's bytes are kept: enough to show why a server refused. Sans-I/O; one thread at a time.
 */
public final class ResponseParser {
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: [^\\x00-\\x08\\x0A-\\x1F\\x7F]*)?");
    private static final int MAX_INTERIM = 8;

    private final HttpLimits limits;
    private final LineReader lines = new LineReader();
    private FieldsReader fields;
    private int interim;
    private int status;
    private @Nullable HttpHeaders headers;
    private Body body = new Body.Empty();

    public ResponseParser(HttpLimits limits) {
        this.limits = limits;
        this.fields = new FieldsReader(lines, limits.headBytes(), limits.fields());
    }

    /**
     * Takes bytes from {@code in} until the answer is whole, and leaves what follows it: after 101, the first frames.
     *
     * @return the answer, or null when it goes on in bytes to come
     * @throws HttpException when it is no answer in HTTP/1.1
     */
    public @Nullable HttpResponse parse(ByteBuffer in) throws HttpException {
        while (headers == null) {
            if (!parseHead(in)) {
                return null;
            }
        }
        byte[] bytes = body.read(in);
        return bytes == null ? null : new HttpResponse(status, headers, bytes);
    }

    /** The answer as far as it has come, when the connection ends after {@link #parse} returned null; null when its head is not whole. */
    public @Nullable HttpResponse end() {
        return headers == null ? null : new HttpResponse(status, headers, body.soFar());
    }

    private boolean parseHead(ByteBuffer in) throws HttpException {
        if (status == 0) {
            String line = lines.next(in, limits.startLineBytes(), 400);
            if (line == null) {
                return false;
            }
            Matcher matcher = STATUS_LINE.matcher(line);
            if (!matcher.matches()) {
                throw new HttpException(400, "an answer that is not HTTP/1.1");
            }
            status = Integer.parseInt(matcher.group(1));
        }
        HttpHeaders read = fields.read(in);
        if (read == null) {
            return false;
        }
        if (status < 200 && status != 101) {
            if (++interim > MAX_INTERIM) {
                throw new HttpException(400, "more than " + MAX_INTERIM + " interim answers");
            }
            status = 0;
            fields = new FieldsReader(lines, limits.headBytes(), limits.fields());
        } else {
            body = body(read);
            headers = read;
        }
        return true;
    }

    /** RFC 9112 §6.3. */
    private Body body(HttpHeaders read) throws HttpException {
        if (status == 101 || status == 204 || status == 304) {
            return new Body.Empty();
        }
        List<String> codings = read.all("Transfer-Encoding");
        List<String> lengths = read.all("Content-Length");
        if (!codings.isEmpty()) {
            boolean chunked = codings.size() == 1
                    && codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked");
            return chunked ? new ChunkedBody(limits) : new Body.UntilClose(limits.bodyBytes());
        }
        if (lengths.isEmpty()) {
            return new Body.UntilClose(limits.bodyBytes());
        }
        return new Body.Sized(Math.min(limits.bodyBytes(), RequestFraming.length(lengths.getFirst())));
    }
}

package dev.linnet.websocket.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a request's head says about its target host and about where the request ends (RFC 9112 §3.2, §6.3). Whatever two
 * implementations might read in two ways is refused: that difference is what request smuggling lives on.
 */
final class RequestFraming {
    private static final int MAX_DIGITS = 18;

    private RequestFraming() {}

    /** The head's fields as the handler shall see them. */
    static HttpHeaders check(RequestLine line, HttpHeaders headers) throws HttpException {
        List<String> hosts = headers.all("Host");
        if (hosts.size() > 1 || (hosts.isEmpty() && line.http11())) {
            throw new HttpException(400, hosts.isEmpty() ? "no Host header" : "more than one Host header");
        }
        if (!hosts.isEmpty() && !Authority.isValid(hosts.getFirst())) {
            throw new HttpException(400, "a Host header that is no host");
        }
        String authority = line.authority();
        if (authority != null && !Authority.isValid(authority)) {
            throw new HttpException(400, "a request target whose authority is no host");
        }
        List<HttpHeaders.Field> fields = new ArrayList<>(headers.fields());
        if (authority != null) {
            // RFC 9112 §3.2.2: the target's authority replaces the Host field.
            fields.removeIf(field -> field.name().equalsIgnoreCase("Host"));
            fields.addFirst(new HttpHeaders.Field("Host", authority));
        }
        if (!line.http11()) {
            // RFC 9110 §7.8: a server must ignore an Upgrade field in an HTTP/1.0 request.
            fields.removeIf(field -> field.name().equalsIgnoreCase("Upgrade"));
        }
        return new HttpHeaders(fields);
    }

    /** The body that the head announces. */
    static Body body(RequestLine line, HttpHeaders headers, HttpLimits limits) throws HttpException {
        List<String> lengths = headers.all("Content-Length");
        List<String> codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                throw new HttpException(400, "both Transfer-Encoding and Content-Length");
            }
            if (!line.http11()) {
                throw new HttpException(400, "Transfer-Encoding in an HTTP/1.0 request");
            }
            if (codings.size() > 1
                    || !codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
                throw new HttpException(400, "a Transfer-Encoding other than chunked");
            }
            return new ChunkedBody(limits);
        }
        if (lengths.size() > 1) {
            throw new HttpException(400, "more than one Content-Length header");
        }
        long length = lengths.isEmpty() ? 0 : length(lengths.getFirst());
        if (length > limits.bodyBytes()) {
            throw new HttpException(413, "a body of more than " + limits.bodyBytes() + " bytes");
        }
        return length == 0 ? new Body.Empty() : new Body.Sized(length);
    }

    /** {@code Content-Length = 1*DIGIT} (RFC 9110 §8.6): no sign, no blank, no list. */
    static long length(String value) throws HttpException {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw new HttpException(400, "a Content-Length that is no number");
            }
        }
        if (value.isEmpty()) {
            throw new HttpException(400, "an empty Content-Length");
        }
        return value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value);
    }
}

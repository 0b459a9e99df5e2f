package dev.linnet.websocket.http;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code method SP request-target SP HTTP-version} (RFC 9112 §3).
 *
 * @param authority host and port of a target in absolute form, or null
 * @param http11 false for HTTP/1.0
 */
record RequestLine(
        String method, String path, String query, @Nullable String authority, boolean http11) {
    private static final Set<String> ANSWERED = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");
    private static final Set<String> NOT_ALLOWED = Set.of("OPTIONS", "PATCH", "TRACE", "CONNECT");
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final Pattern ABSOLUTE = Pattern.compile("https?://[^/?]+([/?].*)?", Pattern.CASE_INSENSITIVE);
    // RFC 3986 §3.3; and for the query what browsers send bare. A percent sign starts two hexadecimal digits.
    private static final String PATH_CHARACTER = "[!$&-;=@A-Z_a-z~]|%[0-9A-Fa-f]{2}";
    private static final Pattern PATH = Pattern.compile("/(?:" + PATH_CHARACTER + ")*+");
    private static final Pattern QUERY = Pattern.compile("(?:" + PATH_CHARACTER + "|[?\"<>\\[\\]\\\\^`{|}])*+");

    static RequestLine parse(String line) throws HttpException {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 1 || second < 0 || line.indexOf(' ', second + 1) >= 0) {
            throw new HttpException(400, "a request line that is not 'method target version'");
        }
        String method = line.substring(0, first);
        String target = line.substring(first + 1, second);
        boolean http11 = http11(line.substring(second + 1));
        if (!FieldSyntax.isToken(method)) {
            throw new HttpException(400, "a method that is no token");
        }
        if (NOT_ALLOWED.contains(method)) {
            throw new HttpException(405, method + " is not answered here", "Allow", "GET, HEAD, POST, PUT, DELETE");
        }
        if (!ANSWERED.contains(method)) {
            throw new HttpException(501, "an unknown method");
        }
        return withTarget(method, target, http11);
    }

    private static boolean http11(String version) throws HttpException {
        if (!VERSION.matcher(version).matches()) {
            throw new HttpException(400, "a request line without an HTTP version");
        }
        if (!version.startsWith("HTTP/1.")) {
            throw new HttpException(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        // RFC 9110 §2.5: a higher minor version is handled as the highest known.
        return !version.endsWith(".0");
    }

    private static RequestLine withTarget(String method, String target, boolean http11) throws HttpException {
        String authority = null;
        String rest = target;
        if (ABSOLUTE.matcher(target).matches()) {
            // RFC 9112 §3.2.2: a server must accept the absolute form.
            int from = target.indexOf("//") + 2;
            int to = from;
            while (to < target.length() && target.charAt(to) != '/' && target.charAt(to) != '?') {
                to++;
            }
            authority = target.substring(from, to);
            rest = target.startsWith("/", to) ? target.substring(to) : "/" + target.substring(to);
        }
        int mark = rest.indexOf('?');
        String path = mark < 0 ? rest : rest.substring(0, mark);
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        if (!PATH.matcher(path).matches() || !QUERY.matcher(query).matches()) {
            throw new HttpException(400, "a request target that is not a path with an optional query");
        }
        return new RequestLine(method, path, query, authority, http11);
    }
}

package dev.linnet.websocket.http;

import java.util.Set;
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
    // RFC 3986 §3.3; and for the query what browsers send bare.
    private static final CharacterSet PATH = CharacterSet.LETTERS_AND_DIGITS.and("!$&'()*+,-./:;=@_~");
    private static final CharacterSet QUERY = PATH.and("?\"<>[]\\^`{|}");

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
        if (version.length() != 8
                || !version.startsWith("HTTP/")
                || !CharacterSet.DIGITS.contains(version.charAt(5))
                || version.charAt(6) != '.'
                || !CharacterSet.DIGITS.contains(version.charAt(7))) {
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
        int from = endOfScheme(target);
        if (from > 0) {
            // RFC 9112 §3.2.2: a server must accept the absolute form.
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
        if (!path.startsWith("/") || !isOf(PATH, path) || !isOf(QUERY, query)) {
            throw new HttpException(400, "a request target that is not a path with an optional query");
        }
        return new RequestLine(method, path, query, authority, http11);
    }

    /** Behind {@code http://} or {@code https://}; 0 when the target does not begin so. */
    private static int endOfScheme(String target) {
        if (target.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
    }

    /** Whether the text is of those characters and of percent signs that each start two hexadecimal digits. */
    private static boolean isOf(CharacterSet characters, String text) {
        int at = characters.skip(text, 0);
        while (at < text.length()) {
            if (text.charAt(at) != '%'
                    || at + 2 >= text.length()
                    || !CharacterSet.HEXADECIMAL.contains(text.charAt(at + 1))
                    || !CharacterSet.HEXADECIMAL.contains(text.charAt(at + 2))) {
                return false;
            }
            at = characters.skip(text, at + 3);
        }
        return true;
    }
}

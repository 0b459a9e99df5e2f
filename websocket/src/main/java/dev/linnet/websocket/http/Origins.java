package dev.linnet.websocket.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open WebSockets here (RFC 6455 §10.2). A browser lets any page try, sends the user's cookies along, and
 * says in {@code Origin} whose page it is. Programs that are no browsers send no {@code Origin}, and are not meant.
 */
@FunctionalInterface
public interface Origins {
    /** Whether an opening handshake may go on; asked on the event loop, must not block. */
    boolean allow(HttpRequest request);

    /** Pages of this very server, as its peers call it. */
    static Origins own() {
        return request -> isAbsent(request) || isOwn(request);
    }

    /** Every page there is: for what is open to all, or guarded by something that a browser does not send by itself. */
    static Origins any() {
        return request -> true;
    }

    /**
     * Pages of those origins, and of no others.
     *
     * @param origins each with scheme, host and, unless it is the scheme's own, port: {@code https://hub.example:8443}
     * @throws IllegalArgumentException when one is no origin, and so would never be met
     */
    static Origins of(String... origins) {
        Set<String> allowed = Arrays.stream(origins).map(Origins::normal).collect(Collectors.toUnmodifiableSet());
        return request -> {
            if (isAbsent(request)) {
                return true;
            }
            URI origin = uri(request);
            return origin != null && allowed.contains(text(origin));
        };
    }

    /**
     * Whether {@code Origin} is there and names the authority that {@code Host} does. The schemes are not compared: a proxy may
     * have ended TLS.
     */
    static boolean isOwn(HttpRequest request) {
        URI origin = uri(request);
        String host = request.headers().first("Host");
        return origin != null
                && host != null
                && authority(origin.getScheme(), origin.getRawAuthority()).equals(authority(origin.getScheme(), host));
    }

    private static boolean isAbsent(HttpRequest request) {
        return request.headers().all("Origin").isEmpty();
    }

    /** Null for one that is none: {@code null}, which a browser sends for pages from nowhere, and the like. */
    private static @Nullable URI uri(HttpRequest request) {
        List<String> values = request.headers().all("Origin");
        return values.size() == 1 ? uri(values.getFirst()) : null;
    }

    private static @Nullable URI uri(String origin) {
        try {
            URI uri = URI.create(origin);
            boolean bare = uri.getRawPath() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
            return bare && uri.getScheme() != null && uri.getRawAuthority() != null ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String normal(String origin) {
        URI uri = uri(origin);
        if (uri == null) {
            throw new IllegalArgumentException("no origin: " + origin + "; one looks like https://hub.example:8443");
        }
        return text(uri);
    }

    private static String text(URI origin) {
        return origin.getScheme().toLowerCase(Locale.ROOT) + "://"
                + authority(origin.getScheme(), origin.getRawAuthority());
    }

    /** In lower case and without the scheme's own port. */
    private static String authority(String scheme, String authority) {
        String port = scheme.equalsIgnoreCase("https") ? ":443" : ":80";
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}

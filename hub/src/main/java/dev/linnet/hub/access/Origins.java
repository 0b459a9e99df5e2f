package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from the hub's own pages. */
final class Origins {
    private Origins() {}

    /**
     * Whether {@code Origin} names the authority that {@code Host} does. The schemes are not compared: a proxy may have
     * ended TLS. A browser sends Origin with every request that is not GET or HEAD, and with every WebSocket handshake.
     */
    static boolean isOwn(HttpRequest request) {
        String origin = request.headers().first("Origin");
        String host = request.headers().first("Host");
        if (origin == null || host == null) {
            return false;
        }
        try {
            URI uri = URI.create(origin);
            String authority = uri.getAuthority();
            return authority != null && without(uri.getScheme(), authority).equals(without(uri.getScheme(), host));
        } catch (IllegalArgumentException e) {
            return false; // "null" and the like
        }
    }

    private static String without(@Nullable String scheme, String authority) {
        String port = "https".equals(scheme) ? ":443" : ":80";
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}

package dev.linnet.websocket.handshake;

import java.net.URI;
import java.util.Locale;

/**
 * Where a WebSocket URI leads (RFC 6455 §3).
 *
 * @param host a name, or an address without brackets
 * @param target path and query, as they stand in the request line
 */
public record ServerAddress(boolean secure, String host, int port, String target) {
    private static final int PORT = 80;
    private static final int SECURE_PORT = 443;

    /**
     * Takes a {@code ws://} or {@code wss://} URI apart.
     *
     * @throws IllegalArgumentException when it is none, or has a fragment or user information
     */
    public static ServerAddress of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("wss");
        if (!secure && !scheme.equals("ws")) {
            throw new IllegalArgumentException("a WebSocket URI starts with ws:// or wss://, not like " + uri);
        }
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("a WebSocket URI needs a host: " + uri);
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a WebSocket URI has no fragment (RFC 6455 §3): " + uri);
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a WebSocket URI carries no user or password: send an Authorization header");
        }
        if (uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            throw new IllegalArgumentException("a port is 1–65535: " + uri);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? SECURE_PORT : PORT;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7F) {
                throw new IllegalArgumentException(
                        "a WebSocket URI is written in ASCII, the rest percent-encoded: " + uri);
            }
        }
        boolean literal = host.startsWith("[") && host.endsWith("]");
        return new ServerAddress(secure, literal ? host.substring(1, host.length() - 1) : host, port, target);
    }

    /** What stands in {@code Host}: the port only when it is not the scheme's own (RFC 6455 §4.1 item 4). */
    public String hostHeader() {
        return port == (secure ? SECURE_PORT : PORT) ? bracketed() : this.toString();
    }

    /** {@code host:port}, for people. */
    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}

package dev.linnet.websocket.handshake;

import dev.linnet.websocket.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;

/** Reads {@code Sec-WebSocket-Protocol} (RFC 6455 §11.3.4). */
final class Subprotocols {
    private Subprotocols() {}

    /**
     * @throws IllegalArgumentException when one is no token or stands there twice (RFC 6455 §4.1 item 10)
     */
    static List<String> parse(HttpHeaders headers) {
        return check(headers.list("Sec-WebSocket-Protocol"));
    }

    static List<String> check(List<String> names) {
        for (String name : names) {
            if (!HttpHeaders.isToken(name)) {
                throw new IllegalArgumentException("a subprotocol that is no token: " + name);
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a subprotocol offered twice: " + names);
        }
        return List.copyOf(names);
    }
}

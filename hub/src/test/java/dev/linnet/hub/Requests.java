package dev.linnet.hub;

import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Requests for tests that need no server. */
public final class Requests {
    private Requests() {}

    public static HttpRequest request(String method, String target, String... headers) {
        int mark = target.indexOf('?');
        return new HttpRequest(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                HttpHeaders.of(headers),
                new byte[0],
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711),
                false);
    }
}

package dev.linnet.websocket.handshake;

import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's side of an opening handshake (RFC 6455 §4.2): a request whose form is right, and the answer to it.
 *
 * @param key the client's {@code Sec-WebSocket-Key}
 * @param subprotocols offered, in the client's order of preference
 * @param extensions offered, in the client's order of preference
 */
public record ServerHandshake(String key, List<String> subprotocols, List<Extension> extensions) {
    private static final String VERSION = "13";

    public ServerHandshake {
        subprotocols = List.copyOf(subprotocols);
        extensions = List.copyOf(extensions);
    }

    /** Whether the request asks for a WebSocket, rightly or wrongly. */
    public static boolean isAskedBy(HttpRequest request) {
        return request.headers().hasToken("Upgrade", "websocket");
    }

    /**
     * Reads the client's handshake. That it came as HTTP/1.1 with one Host is the request parser's to ensure.
     *
     * @throws HttpException 405, 426 or 400, when it is not one that may be accepted
     */
    public static ServerHandshake read(HttpRequest request) throws HttpException {
        HttpHeaders headers = request.headers();
        // RFC 6455 §4.2.1 item 1
        if (!request.method().equals("GET")) {
            throw new HttpException(405, "an opening handshake is a GET request", "Allow", "GET");
        }
        // items 3 and 4
        if (!isAskedBy(request) || !headers.hasToken("Connection", "Upgrade")) {
            throw new HttpException(
                    426,
                    "an opening handshake needs Upgrade: websocket and Connection: Upgrade",
                    "Upgrade",
                    "websocket");
        }
        // item 6 and §4.4: another version is answered with the one that is spoken here
        if (!headers.all("Sec-WebSocket-Version").equals(List.of(VERSION))) {
            throw new HttpException(
                    426,
                    "WebSocket version 13 is spoken here",
                    "Upgrade",
                    "websocket",
                    "Sec-WebSocket-Version",
                    VERSION);
        }
        // item 5, and §11.3.1: the key must not appear more than once
        List<String> keys = headers.all("Sec-WebSocket-Key");
        if (keys.size() != 1 || !AcceptKey.isKey(keys.getFirst())) {
            throw new HttpException(400, "an opening handshake needs one Sec-WebSocket-Key of 16 bytes in base64");
        }
        try {
            return new ServerHandshake(
                    keys.getFirst(),
                    Subprotocols.parse(headers),
                    ExtensionParser.parse(headers.all("Sec-WebSocket-Extensions")));
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The answer that opens the connection, without extensions.
     *
     * @param subprotocol one of those offered, or the empty string for none
     */
    public HttpResponse accept(String subprotocol) {
        return accept(subprotocol, List.of());
    }

    /**
     * The answer that opens the connection.
     *
     * @param agreed what of the offered extensions is to be used, with the agreed parameters
     * @throws IllegalArgumentException when the subprotocol was not offered: the client would have to fail the connection
     */
    public HttpResponse accept(String subprotocol, List<Extension> agreed) {
        List<HttpHeaders.Field> fields = new ArrayList<>();
        fields.add(new HttpHeaders.Field("Upgrade", "websocket"));
        fields.add(new HttpHeaders.Field("Connection", "Upgrade"));
        fields.add(new HttpHeaders.Field("Sec-WebSocket-Accept", AcceptKey.of(key)));
        if (!subprotocol.isEmpty()) {
            if (!subprotocols.contains(subprotocol)) {
                throw new IllegalArgumentException(
                        "subprotocol " + subprotocol + " was not offered; the client offered " + subprotocols);
            }
            fields.add(new HttpHeaders.Field("Sec-WebSocket-Protocol", subprotocol));
        }
        if (!agreed.isEmpty()) {
            fields.add(new HttpHeaders.Field(
                    "Sec-WebSocket-Extensions",
                    String.join(", ", agreed.stream().map(Extension::toString).toList())));
        }
        return new HttpResponse(101, new HttpHeaders(fields), new byte[0]);
    }
}

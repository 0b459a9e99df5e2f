package dev.linnet.websocket.handshake;

import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The client's side of an opening handshake (RFC 6455 §4.1): the request, and the check of its answer. */
public final class ClientHandshake {
    private static final int KEY_BYTES = 16;
    private static final Set<String> OWN = own(
            "Host",
            "Upgrade",
            "Connection",
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Version",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Extensions",
            "Content-Length",
            "Transfer-Encoding",
            "Expect");

    private final ServerAddress server;
    private final HttpHeaders extra;
    private final List<String> subprotocols;
    private final List<Extension> extensions;
    private final String key;

    /**
     * Prepares a handshake with a fresh key.
     *
     * @param extra more header fields, for example {@code Authorization}
     * @param subprotocols to offer, in order of preference
     * @param extensions to offer, in order of preference
     * @param random a source that cannot be guessed
     * @throws IllegalArgumentException when a header is one that the handshake writes itself, or a subprotocol is no token
     */
    public ClientHandshake(
            ServerAddress server,
            HttpHeaders extra,
            List<String> subprotocols,
            List<Extension> extensions,
            RandomGenerator random) {
        this.server = server;
        this.extra = extra;
        this.subprotocols = Subprotocols.check(subprotocols);
        this.extensions = List.copyOf(extensions);
        for (HttpHeaders.Field field : extra.fields()) {
            if (OWN.contains(field.name())) {
                throw new IllegalArgumentException("header " + field.name() + " is the handshake's own to write");
            }
        }
        byte[] nonce = new byte[KEY_BYTES];
        random.nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    /** The request, ready to be sent. */
    public byte[] request() {
        StringBuilder head = new StringBuilder(256);
        head.append("GET ").append(server.target()).append(" HTTP/1.1\r\n");
        append(head, "Host", server.hostHeader());
        append(head, "Upgrade", "websocket");
        append(head, "Connection", "Upgrade");
        append(head, "Sec-WebSocket-Key", key);
        append(head, "Sec-WebSocket-Version", "13");
        if (!subprotocols.isEmpty()) {
            append(head, "Sec-WebSocket-Protocol", String.join(", ", subprotocols));
        }
        if (!extensions.isEmpty()) {
            append(
                    head,
                    "Sec-WebSocket-Extensions",
                    String.join(
                            ", ", extensions.stream().map(Extension::toString).toList()));
        }
        extra.fields().forEach(field -> append(head, field.name(), field.value()));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Checks the answer by the six rules of RFC 6455 §4.1.
     *
     * @return the agreed subprotocol, or the empty string
     * @throws HandshakeException when the server refused, or answered wrongly
     */
    public String verify(HttpResponse answer) throws HandshakeException {
        HttpHeaders headers = answer.headers();
        // rule 1
        if (answer.status() != 101) {
            throw new HandshakeException(server + " refused: " + Refusal.text(answer), answer);
        }
        // rules 2 and 3; both fields may be lists
        if (!headers.list("Upgrade").stream().map(String::toLowerCase).toList().equals(List.of("websocket"))) {
            throw wrong(answer, "did not confirm Upgrade: websocket");
        }
        if (!headers.hasToken("Connection", "Upgrade")) {
            throw wrong(answer, "did not confirm Connection: Upgrade");
        }
        // rule 4
        if (!headers.all("Sec-WebSocket-Accept").equals(List.of(AcceptKey.of(key)))) {
            throw wrong(answer, "sent a Sec-WebSocket-Accept that does not belong to this handshake's key");
        }
        // rule 5
        for (Extension used : extensions(answer)) {
            if (extensions.stream().noneMatch(offered -> offered.name().equals(used.name()))) {
                throw wrong(answer, "uses the extension " + used.name() + " that was not offered");
            }
        }
        // rule 6, and §11.3.4: at most one
        List<String> chosen = headers.all("Sec-WebSocket-Protocol");
        if (chosen.size() > 1 || (chosen.size() == 1 && !subprotocols.contains(chosen.getFirst()))) {
            throw wrong(answer, "chose the subprotocol " + chosen + " that was not offered (" + subprotocols + ")");
        }
        return chosen.isEmpty() ? "" : chosen.getFirst();
    }

    /** The extensions that the answer says are in use. */
    public List<Extension> extensions(HttpResponse answer) throws HandshakeException {
        try {
            return ExtensionParser.parse(answer.headers().all("Sec-WebSocket-Extensions"));
        } catch (IllegalArgumentException e) {
            throw wrong(answer, "sent " + e.getMessage());
        }
    }

    /** The answer is not one that may follow this handshake, for that reason. */
    public HandshakeException wrong(HttpResponse answer, String what) {
        return new HandshakeException(server + " " + what, answer);
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static Set<String> own(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}

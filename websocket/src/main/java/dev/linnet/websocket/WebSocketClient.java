package dev.linnet.websocket;

import dev.linnet.websocket.compression.Negotiation;
import dev.linnet.websocket.handshake.ClientHandshake;
import dev.linnet.websocket.handshake.Extension;
import dev.linnet.websocket.handshake.ServerAddress;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.transport.client.ClientTransport;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSocket connections over one plain or TLS socket each, with two small threads: a reader, which also calls the
 * listener, and a writer. Reconnecting is the caller's: it knows when that makes sense.
 *
 * <pre>{@code
 * WebSocketClient client = new WebSocketClient(ClientOptions.defaults());
 * WebSocket socket = client.connect(URI.create("ws://localhost:8080/echo"), HttpHeaders.EMPTY, List.of(), listener);
 * socket.sendText("hello");
 * }</pre>
 */
public final class WebSocketClient {
    private final SecureRandom random = new SecureRandom();
    private final @Nullable Compression compression;
    private final ClientTransport transport;

    /** A client for any number of connections; nothing happens before {@link #connect}. */
    public WebSocketClient(ClientOptions options) {
        this.compression = options.compression();
        this.transport = new ClientTransport(options, random, System::nanoTime);
    }

    /**
     * Connects, and returns when the opening handshake is complete. Takes at most the options' connect and handshake times
     * together, and the name lookup's own. On a virtual thread, an interrupt ends the attempt.
     *
     * @param uri {@code ws://} or {@code wss://}, without user and fragment
     * @param extra more header fields for the handshake, for example {@code Authorization}
     * @param subprotocols to offer, in order of preference; the server may choose one or none
     * @param listener hears this connection, on its reader thread; {@code onOpen} may come before this method returns
     * @throws HandshakeException when the server refuses, or answers wrongly
     * @throws IOException when it cannot be reached, in time, or is not to be trusted; the message names it and says why
     * @throws IllegalArgumentException when the URI, a header or a subprotocol is malformed
     */
    public WebSocket connect(URI uri, HttpHeaders extra, List<String> subprotocols, WebSocketListener listener)
            throws IOException {
        ServerAddress server = ServerAddress.of(uri);
        List<Extension> extensions = compression == null ? List.of() : Negotiation.offers(compression);
        return transport.open(server, new ClientHandshake(server, extra, subprotocols, extensions, random), listener);
    }

    /**
     * Plain requests to the server of a WebSocket's address, with the same limits and trust, for networks that block
     * WebSocket. Opens nothing yet.
     *
     * @param uri as for {@link #connect}; path and query do not matter
     */
    public HttpConnection http(URI uri) {
        return transport.http(ServerAddress.of(uri));
    }
}

package dev.linnet.agent.link;

import dev.linnet.protocol.JsonCodec;
import dev.linnet.websocket.HandshakeException;
import dev.linnet.websocket.HttpConnection;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Opens a session over plain requests, as {@code docs/protocol.md} specifies it under "Without WebSocket". */
public final class HttpDialer implements Dialer {
    private final Supplier<HttpConnection> connections;
    private final URI url;
    private final Path tokenFile;
    private final PollingTimes times;

    /** @param connections makes connections to the hub that open when they are asked first */
    public HttpDialer(Supplier<HttpConnection> connections, URI url, Path tokenFile, PollingTimes times) {
        this.connections = connections;
        this.url = url;
        this.tokenFile = tokenFile;
        this.times = times;
    }

    @Override
    public void dial(WebSocketListener listener) throws IOException {
        HttpHeaders headers = HttpHeaders.of(
                "Authorization", "Bearer " + HubDialer.token(tokenFile), "Content-Type", "application/x-ndjson");
        String sessions = url.getRawPath() + "/sessions";
        HttpConnection posts = connections.get();
        HttpResponse answer;
        try {
            answer = posts.ask("POST", sessions, headers, new byte[0], times.answer());
        } catch (IOException e) {
            posts.close();
            throw e;
        }
        String id = answer.headers().first("Linnet-Session");
        if (answer.status() != 201 || id == null || !HttpHeaders.isToken(id)) {
            posts.close();
            throw new HandshakeException(
                    url.getHost() + " answered " + answer.status() + " to a session over plain HTTP", answer);
        }
        PollingSocket socket = new PollingSocket(
                posts, connections.get(), headers, sessions + "/" + id, JsonCodec.SUBPROTOCOL, listener, times);
        listener.onOpen(socket);
        socket.start();
    }
}

package dev.linnet.agent.link;

import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Dials the hub with this device's token. */
public final class HubDialer implements Dialer {
    /** The client's way to open a connection. */
    @FunctionalInterface
    public interface Client {
        void connect(URI url, HttpHeaders headers, List<String> subprotocols, WebSocketListener listener)
                throws IOException;
    }

    private final Client client;
    private final URI url;
    private final Path tokenFile;
    private final List<String> subprotocols;

    public HubDialer(Client client, URI url, Path tokenFile, List<String> subprotocols) {
        this.client = client;
        this.url = url;
        this.tokenFile = tokenFile;
        this.subprotocols = List.copyOf(subprotocols);
    }

    @Override
    public void dial(WebSocketListener listener) throws IOException {
        client.connect(url, HttpHeaders.of("Authorization", "Bearer " + token(tokenFile)), subprotocols, listener);
    }

    /** Read each time: a new token must not need a restart. */
    static String token(Path tokenFile) throws IOException {
        String token;
        try {
            token = Files.readString(tokenFile).strip();
        } catch (NoSuchFileException e) {
            throw new IOException("the token file " + tokenFile + " is not there", e);
        } catch (IOException e) {
            throw new IOException("the token file " + tokenFile + " cannot be read: " + e.getMessage(), e);
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            // The content may be half a secret: it is not repeated.
            throw new IOException("the token file " + tokenFile + " must hold one token and nothing else");
        }
        return token;
    }
}

package dev.linnet.agent;

import dev.linnet.agent.config.HubSettings;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import org.tinylog.Logger;

/** Makes the WebSocket client that the configuration asks for. */
final class HubClient {
    private HubClient() {}

    /** Throws {@link IOException} when the file of authorities cannot be used; the message names it. */
    static WebSocketClient of(HubSettings hub) throws IOException {
        ClientOptions.Builder options =
                ClientOptions.builder().failures((message, failure) -> Logger.error(failure, "{}", message));
        if (hub.caFile() != null) {
            options.trust(TlsTrust.authorities(hub.caFile()));
        } else if (!hub.pins().isEmpty()) {
            options.trust(TlsTrust.pinned(hub.pins().toArray(String[]::new)));
        }
        return new WebSocketClient(options.build());
    }
}

package dev.linnet.agent;

import dev.linnet.agent.config.HubSettings;
import dev.linnet.agent.link.Dialer;
import dev.linnet.agent.link.FallbackDialer;
import dev.linnet.agent.link.HttpDialer;
import dev.linnet.agent.link.HubDialer;
import dev.linnet.agent.link.PollingTimes;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.util.List;
import org.tinylog.Logger;

/** Makes the WebSocket client that the configuration asks for. */
final class HubClient {
    private HubClient() {}

    /** The way to the hub that the configuration asks for, with those encodings on offer. */
    static Dialer dialer(WebSocketClient client, HubSettings hub, List<String> subprotocols) {
        Dialer webSocket = new HubDialer(client::connect, hub.url(), hub.tokenFile(), subprotocols);
        Dialer http = new HttpDialer(() -> client.http(hub.url()), hub.url(), hub.tokenFile(), PollingTimes.DEFAULT);
        return switch (hub.transport()) {
            case AUTO -> new FallbackDialer(webSocket, http);
            case WEBSOCKET -> webSocket;
            case HTTP -> http;
        };
    }

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

package dev.linnet.websocket;

import dev.linnet.websocket.http.HttpResponse;
import java.util.Objects;

/** What a server answers to an opening handshake whose form is right. */
public sealed interface Upgrade {
    /**
     * Go ahead with 101.
     *
     * @param listener hears this one connection
     * @param subprotocol one of those that the client offered, or the empty string for none
     */
    record Accept(WebSocketListener listener, String subprotocol) implements Upgrade {
        public Accept {
            Objects.requireNonNull(listener, "listener");
            Objects.requireNonNull(subprotocol, "subprotocol");
        }
    }

    /** Refuse before 101 with a plain HTTP answer: 401, 403, 404, 429, 503 and the like. */
    record Refuse(HttpResponse response) implements Upgrade {
        public Refuse {
            Objects.requireNonNull(response, "response");
        }
    }
}

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
     * @param principal who this is, for {@link ServerOptions#maxConnectionsPerPrincipal}; the empty string for nobody
     */
    record Accept(WebSocketListener listener, String subprotocol, String principal) implements Upgrade {
        /** Of nobody in particular. */
        public Accept(WebSocketListener listener, String subprotocol) {
            this(listener, subprotocol, "");
        }

        public Accept {
            Objects.requireNonNull(listener, "listener");
            Objects.requireNonNull(subprotocol, "subprotocol");
            Objects.requireNonNull(principal, "principal");
        }
    }

    /** Refuse before 101 with a plain HTTP answer: 401, 403, 404, 429, 503 and the like. */
    record Refuse(HttpResponse response) implements Upgrade {
        public Refuse {
            Objects.requireNonNull(response, "response");
        }
    }
}

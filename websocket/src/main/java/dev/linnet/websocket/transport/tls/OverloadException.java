package dev.linnet.websocket.transport.tls;

import java.io.IOException;
import java.io.Serial;

/** Too many handshakes wait to be computed. */
public final class OverloadException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    OverloadException() {
        super("too many TLS handshakes at once");
    }
}

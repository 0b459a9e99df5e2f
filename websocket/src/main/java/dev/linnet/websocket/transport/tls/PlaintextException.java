package dev.linnet.websocket.transport.tls;

import java.io.IOException;
import java.io.Serial;

/** What came first on a TLS port was no TLS record, but plain text: a person with the wrong scheme in the address. */
public final class PlaintextException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    PlaintextException() {
        super("plain text on a TLS port");
    }
}

package dev.linnet.websocket.tls;

import java.util.Objects;

/** Whether a server asks its clients to prove who they are (mutual TLS). */
public sealed interface ClientCertificates {
    /** Clients are not asked. */
    static ClientCertificates none() {
        return new None();
    }

    /** Clients are asked and may decline; a certificate that is shown must be trusted all the same. */
    static ClientCertificates wanted(TlsTrust trust) {
        return new Wanted(trust);
    }

    /** No connection without a trusted certificate. */
    static ClientCertificates required(TlsTrust trust) {
        return new Required(trust);
    }

    /** As {@link #none}. */
    record None() implements ClientCertificates {}

    /** As {@link #wanted}. */
    record Wanted(TlsTrust trust) implements ClientCertificates {
        public Wanted {
            Objects.requireNonNull(trust, "trust");
        }
    }

    /** As {@link #required}. */
    record Required(TlsTrust trust) implements ClientCertificates {
        public Required {
            Objects.requireNonNull(trust, "trust");
        }
    }
}

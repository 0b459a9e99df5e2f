package dev.linnet.websocket.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Whom to believe that it is who it says. */
public sealed interface TlsTrust {
    /** The public authorities that the JDK knows; the host name is verified too. */
    static TlsTrust system() {
        return new SystemAuthorities();
    }

    /**
     * Only the authorities, or self-signed certificates, of a PEM file; the host name is verified too.
     *
     * @throws IOException when the file is missing or holds no certificate
     */
    static TlsTrust authorities(Path pem) throws IOException {
        return new Authorities(PemFiles.certificates(pem));
    }

    /**
     * Only servers with one of these very certificates, whatever their name, issuer or dates: for a hub with a self-signed
     * certificate, and for machines whose clock is not set at boot.
     *
     * @param sha256 fingerprints of 64 hexadecimal digits, as {@code openssl x509 -fingerprint -sha256} prints them
     */
    static TlsTrust pinned(String... sha256) {
        return new Pinned(Set.of(sha256));
    }

    /** The JDK's. */
    record SystemAuthorities() implements TlsTrust {}

    /** A private authority's. */
    record Authorities(List<X509Certificate> certificates) implements TlsTrust {
        public Authorities {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("no authority to trust");
            }
        }
    }

    /** Known certificates; the fingerprints are kept in lower case without colons. */
    record Pinned(Set<String> fingerprints) implements TlsTrust {
        public Pinned {
            fingerprints = fingerprints.stream()
                    .map(text -> text.replace(":", "").toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
            for (String fingerprint : fingerprints) {
                if (!fingerprint.matches("[0-9a-f]{64}")) {
                    throw new IllegalArgumentException(
                            "a SHA-256 fingerprint has 64 hexadecimal digits, unlike " + fingerprint);
                }
            }
            if (fingerprints.isEmpty()) {
                throw new IllegalArgumentException("no certificate to trust");
            }
        }
    }

    /**
     * A client's TLS.
     *
     * @param identity what to show a server that asks for a certificate, or null
     */
    default SSLContext clientContext(@Nullable TlsIdentity identity) {
        return TlsContexts.of(identity, this);
    }
}

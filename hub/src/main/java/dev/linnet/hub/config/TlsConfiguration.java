package dev.linnet.hub.config;

import dev.linnet.configuration.Section;
import dev.linnet.websocket.tls.ClientCertificates;
import dev.linnet.websocket.tls.ServerTls;
import dev.linnet.websocket.tls.TlsIdentity;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hub's own TLS.
 *
 * @param certificate the hub's certificate and those that lead to its authority, PEM
 * @param key its private key, PEM
 * @param clientAuthority certificates (PEM) of which every client, browsers included, must show a descendant; null for none
 * @param read what these files held when the configuration was read
 */
public record TlsConfiguration(
        Path certificate, Path key, @Nullable Path clientAuthority, ServerTls read) {
    /** Reads the files as they are now. */
    public static TlsConfiguration of(Path certificate, Path key, @Nullable Path clientAuthority) throws IOException {
        ClientCertificates clients = clientAuthority == null
                ? ClientCertificates.none()
                : ClientCertificates.required(TlsTrust.authorities(clientAuthority));
        return new TlsConfiguration(
                certificate, key, clientAuthority, new ServerTls(TlsIdentity.load(certificate, key), clients));
    }

    /** The same files, read again. */
    public TlsConfiguration again() throws IOException {
        return of(certificate, key, clientAuthority);
    }

    /** All files that it is made of. */
    public List<Path> files() {
        return Stream.of(certificate, key, clientAuthority)
                .filter(Objects::nonNull)
                .toList();
    }

    static @Nullable TlsConfiguration bind(Section section) {
        Path certificate = section.file("certificate");
        Path key = section.file("key");
        Path authority = section.has("client-authority") ? section.file("client-authority") : null;
        if (!Files.isRegularFile(certificate) || !Files.isRegularFile(key)) {
            return null; // which is reported
        }
        try {
            return of(certificate, key, authority);
        } catch (IOException e) {
            section.problem("certificate", "tls: " + e.getMessage());
            return null;
        }
    }
}

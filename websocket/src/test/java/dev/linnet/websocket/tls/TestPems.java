package dev.linnet.websocket.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The committed certificates and keys of the tests. */
public final class TestPems {
    /** Of {@code localhost.pem}. */
    public static final String LOCALHOST_SHA256 =
            "15:7D:8A:0B:9D:DB:43:F0:13:09:4D:53:8A:D6:FD:C6:6A:FA:59:09:0A:AC:1B:BA:E5:82:F7:60:08:63:1A:A5";

    private TestPems() {}

    public static Path file(String name) {
        try {
            URL url = Objects.requireNonNull(TestPems.class.getResource(name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    public static TlsTrust authority() {
        try {
            return TlsTrust.authorities(file("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TlsIdentity localhost() {
        return identity("localhost.pem", "localhost-key.pem");
    }

    public static TlsIdentity elsewhere() {
        return identity("elsewhere.pem", "elsewhere-key-pkcs1.pem");
    }

    private static TlsIdentity identity(String certificate, String key) {
        try {
            return TlsIdentity.load(file(certificate), file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.linnet.bench.conformance;

import dev.linnet.bench.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** OpenSSL's TLS, through {@code socat}, between the suite, which has none, and the engine. */
record TlsTunnel(Path certificate, Path key, Path log) {
    /** Accepts plain connections on a port and carries them over TLS to another. */
    Program toServer(int plain, int secure) throws IOException {
        return socat(listen("TCP4-LISTEN", plain), "OPENSSL:127.0.0.1:%d,verify=0,nodelay".formatted(secure));
    }

    /** Accepts TLS connections on a port and carries them in plain to another. */
    Program toPlain(int secure, int plain) throws IOException {
        String accept = listen("OPENSSL-LISTEN", secure) + ",verify=0,cert=%s,key=%s".formatted(certificate, key);
        return socat(accept, "TCP4:127.0.0.1:%d,nodelay".formatted(plain));
    }

    private static String listen(String kind, int port) {
        return "%s:%d,bind=127.0.0.1,reuseaddr,fork,nodelay,backlog=64".formatted(kind, port);
    }

    private Program socat(String from, String to) throws IOException {
        return new Program(List.of("socat", "-lf", log.toString(), from, to));
    }
}

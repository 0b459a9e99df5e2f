package dev.linnet.websocket.transport.client;

import dev.linnet.websocket.handshake.ServerAddress;
import dev.linnet.websocket.tls.TlsIdentity;
import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The client's TLS layer (RFC 6455 §4.1 item 5): versions 1.3 and 1.2, and a server that is who the URI says. */
final class ClientTls {
    private final TlsTrust trust;
    private final @Nullable TlsIdentity identity;
    private @Nullable SSLContext context; // under this; one for all connections, so that sessions can be resumed

    ClientTls(TlsTrust trust, @Nullable TlsIdentity identity) {
        this.trust = trust;
        this.identity = identity;
    }

    /** Shakes hands over that connected socket, which stays the caller's to close. */
    Socket secure(Socket raw, ServerAddress server) throws IOException {
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(raw, server.host(), server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        // Name and certificate are compared as for HTTPS (RFC 9110 §4.3.4); a pinned certificate needs no name.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            SSLHandshakeException clearer = new SSLHandshakeException(explain(server, e));
            clearer.initCause(e);
            throw clearer;
        }
        return socket;
    }

    private synchronized SSLContext context() {
        SSLContext built = context;
        if (built == null) {
            built = trust.clientContext(identity);
            context = built;
        }
        return built;
    }

    private static String explain(ServerAddress server, SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return server + " is not trusted: " + cause.getMessage();
            }
        }
        return "no TLS connection to " + server + ": " + failure.getMessage();
    }
}

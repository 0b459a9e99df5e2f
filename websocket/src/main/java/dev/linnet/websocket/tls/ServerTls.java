package dev.linnet.websocket.tls;

import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;

/**
 * A server's TLS: versions 1.3 and 1.2, with forward secrecy and authenticated encryption only.
 *
 * @param identity what the server proves itself with
 * @param clients whether clients must prove themselves too
 */
public record ServerTls(TlsIdentity identity, ClientCertificates clients) {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    /** Sessions that could be resumed; those of clients that take tickets need no place here. */
    private static final int SESSIONS = 1024;

    private static final int SESSION_SECONDS = 60 * 60;

    public ServerTls {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(clients, "clients");
    }

    /** Without client certificates. */
    public static ServerTls of(TlsIdentity identity) {
        return new ServerTls(identity, ClientCertificates.none());
    }

    /** What engines are made of; sessions are resumed within one context only. */
    public SSLContext context() {
        SSLContext context = switch (clients) {
            case ClientCertificates.None none -> identity.serverContext(null);
            case ClientCertificates.Wanted(TlsTrust trust) -> identity.serverContext(trust);
            case ClientCertificates.Required(TlsTrust trust) -> identity.serverContext(trust);
        };
        SSLSessionContext sessions = context.getServerSessionContext();
        sessions.setSessionCacheSize(SESSIONS);
        sessions.setSessionTimeout(SESSION_SECONDS);
        return context;
    }

    /** One connection's engine, of {@link #context}. */
    public SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setCipherSuites(Arrays.stream(engine.getSupportedCipherSuites())
                .filter(ServerTls::isGood)
                .toArray(String[]::new));
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        switch (clients) {
            case ClientCertificates.None none -> {}
            case ClientCertificates.Wanted wanted -> parameters.setWantClientAuth(true);
            case ClientCertificates.Required required -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** TLS 1.3's, and of TLS 1.2's those that RFC 9325 §4.2 recommends: ephemeral keys, AEAD. */
    private static boolean isGood(String suite) {
        boolean aead = suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_");
        return aead && (suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"));
    }
}

package dev.linnet.websocket.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Builds the JDK's TLS from an identity and a trust. */
final class TlsContexts {
    private TlsContexts() {}

    static SSLContext of(@Nullable TlsIdentity identity, TlsTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys = identity == null ? new KeyManager[0] : identity.keyManagers();
            context.init(keys, trustManagers(trust), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(TlsTrust trust)
            throws GeneralSecurityException, IOException {
        if (trust instanceof TlsTrust.Authorities authorities) {
            return believing(authorities.certificates());
        }
        if (trust instanceof TlsTrust.Pinned pinned) {
            return new TrustManager[] {new PinnedTrustManager(pinned.fingerprints())};
        }
        return null; // what SSLContext takes for "the default", the system's authorities
    }

    private static TrustManager[] believing(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : authorities) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}

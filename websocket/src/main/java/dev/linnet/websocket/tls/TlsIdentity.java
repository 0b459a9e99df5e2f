package dev.linnet.websocket.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a server, or a client towards a server that asks, proves itself with.
 *
 * @param chain the own certificate first, then those that lead to the authority
 * @param key the own certificate's private key
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a certificate");
        }
    }

    /**
     * Reads a PEM certificate chain and its PEM key; both may stand in one file.
     *
     * @throws IOException when a file is missing or broken, or they do not belong together; the message names them
     */
    public static TlsIdentity load(Path certificates, Path key) throws IOException {
        TlsIdentity identity = new TlsIdentity(PemFiles.certificates(certificates), PemFiles.privateKey(key));
        try {
            if (!identity.keyBelongsToCertificate()) {
                throw new IOException(key + ": this key does not belong to the first certificate in " + certificates);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(key + ": this key cannot be used with the first certificate in " + certificates, e);
        }
        return identity;
    }

    /**
     * A server's TLS.
     *
     * @param clients who may connect, for mutual TLS; null when clients need no certificate. The engine or socket must also
     *     be told to ask ({@code setNeedClientAuth})
     */
    public SSLContext serverContext(@Nullable TlsTrust clients) {
        return TlsContexts.of(this, clients == null ? TlsTrust.system() : clients);
    }

    KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        char[] password = {}; // the store never leaves memory
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("identity", key, password, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private boolean keyBelongsToCertificate() throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        if (!key.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
            return false;
        }
        byte[] probe = {1, 2, 3};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        signer.initVerify(chain.getFirst().getPublicKey());
        signer.update(probe);
        return signer.verify(signature);
    }

    /** Names the certificate; never shows the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}

package dev.linnet.websocket.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys in PEM (RFC 7468), as openssl, certbot and step write them. */
public final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]*?)\\s*-----END \\1-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    @SuppressWarnings("ArrayRecordComponent") // only carried, never compared
    private record Block(String label, byte[] der) {}

    private PemFiles() {}

    /**
     * All certificates of a file, in order; other blocks are passed over.
     *
     * @throws IOException when the file cannot be read, or holds no certificate or a broken one; the message names it
     */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("TRUSTED CERTIFICATE")) {
                certificates.add(certificate(file, block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + ": no certificate in it; expected -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    /**
     * The private key of a file: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC); other blocks are passed over.
     *
     * @throws IOException when the file cannot be read, or holds no key or one that cannot be used; the message names it
     */
    public static PrivateKey privateKey(Path file) throws IOException {
        for (Block block : blocks(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(file, block.der());
                }
                case "RSA PRIVATE KEY" -> {
                    return key(file, Der.fromPkcs1(block.der()));
                }
                case "EC PRIVATE KEY" -> {
                    return key(file, sec1(file, block.der()));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException(file + ": the private key is encrypted; remove its passphrase with"
                            + " 'openssl pkey -in OLD -out NEW' and protect the file by its permissions");
                default -> {} // certificates and EC PARAMETERS may stand beside the key
            }
        }
        throw new IOException(file + ": no private key in it; expected -----BEGIN PRIVATE KEY-----");
    }

    private static List<Block> blocks(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + matcher.group(1) + " is not base64: " + e.getMessage(), e);
            }
        }
        return blocks;
    }

    private static X509Certificate certificate(Path file, byte[] der) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IOException(file + ": a broken certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] sec1(Path file, byte[] der) throws IOException {
        try {
            return Der.fromSec1(der);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file, byte[] pkcs8) throws IOException {
        IOException failure = new IOException(file + ": neither an RSA, an EC nor an Ed25519 key in PKCS#8");
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e); // perhaps it is the next one
            } catch (GeneralSecurityException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        throw failure;
    }
}

package dev.linnet.hub.access;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets that the hub gives out: 256 random bits in base64url after a prefix that tells what the secret is for, so that
 * one pasted into the wrong place is recognised.
 */
final class Token {
    static final String DEVICE = "lnd_";
    static final String API = "lna_";
    static final String LOGIN = "lnl_";
    static final String SESSION = "lns_";

    private static final int BYTES = 32;

    private final SecureRandom random;

    Token(SecureRandom random) {
        this.random = random;
    }

    String generate(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.linnet.hub.access;

import dev.linnet.protocol.Names;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gives out secrets and keeps their hashes: what the command line does. Calls block. */
public final class Credentials {
    /** How long a login link may be used. */
    public static final Duration LOGIN_CODE_LIFE = Duration.ofMinutes(10);

    private final AccessStore store;
    private final Clock clock;
    private final Token token = new Token(new SecureRandom());

    public Credentials(AccessStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A new token for the device, in place of any it had; it cannot be shown again. */
    public String newDeviceToken(String device) throws AccessException {
        Names.require("device", device);
        String secret = token.generate(Token.DEVICE);
        store.putDeviceToken(device, Digest.of(secret), clock.instant());
        return secret;
    }

    /** A new token for a program, in place of any of that name; it cannot be shown again. */
    public String newApiToken(String name, Permission permission) throws AccessException {
        Names.require("API token", name);
        String secret = token.generate(Token.API);
        store.putApiToken(name, Digest.of(secret), permission, clock.instant());
        return secret;
    }

    /** A code that {@code /login?code=} takes once within {@link #LOGIN_CODE_LIFE}. */
    public String newLoginCode() throws AccessException {
        String secret = token.generate(Token.LOGIN);
        Instant now = clock.instant();
        store.putLoginCode(Digest.of(secret), now.plus(LOGIN_CODE_LIFE), now);
        return secret;
    }

    /** A new browser session that ends after that time. */
    String newSession(Duration life) throws AccessException {
        String secret = token.generate(Token.SESSION);
        Instant now = clock.instant();
        store.putSession(Digest.of(secret), now.plus(life), now);
        return secret;
    }

    boolean takeLoginCode(String code) throws AccessException {
        return store.takeLoginCode(Digest.of(code), clock.instant());
    }

    void endSession(String session) throws AccessException {
        store.removeSession(Digest.of(session));
    }
}

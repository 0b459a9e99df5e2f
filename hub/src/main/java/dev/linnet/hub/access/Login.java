package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.time.Duration;
import org.tinylog.Logger;

/** Turns a one-time login code into a browser session, and ends one. Calls block. */
public final class Login {
    private static final String CODE = "code=";

    private final Credentials credentials;
    private final Doorkeeper doorkeeper;
    private final AttemptLimit attempts;
    private final Duration sessionLife;

    public Login(Credentials credentials, Doorkeeper doorkeeper, AttemptLimit attempts, Duration sessionLife) {
        this.credentials = credentials;
        this.doorkeeper = doorkeeper;
        this.attempts = attempts;
        this.sessionLife = sessionLife;
    }

    /** {@code GET /login?code=…}. */
    public HttpResponse login(HttpRequest request) {
        String query = request.query();
        if (!query.startsWith(CODE)) {
            return Pages.loginNeeded();
        }
        try {
            if (!credentials.takeLoginCode(query.substring(CODE.length()))) {
                return attempts.failed(request.remote().getAddress()) ? HttpGate.tooMany() : Pages.linkUsedUp();
            }
            String session = credentials.newSession(sessionLife);
            doorkeeper.reload();
            Logger.info("a browser at {} logged in", request.remote());
            return Pages.loggedIn(Cookies.set(request, session, sessionLife));
        } catch (AccessException e) {
            Logger.error(e, "logging in failed");
            return Pages.failing();
        }
    }

    /** {@code POST /logout}. */
    public HttpResponse logout(HttpRequest request) {
        String session = Cookies.session(request);
        try {
            if (session != null) {
                credentials.endSession(session);
                doorkeeper.reload();
            }
            return Pages.loggedOut(Cookies.clear());
        } catch (AccessException e) {
            Logger.error(e, "logging out failed");
            return Pages.failing();
        }
    }
}

package dev.linnet.hub.access;

import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.Origins;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gate for people and programs. */
public final class HttpGate implements RequestGate {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(30);

    private final Doorkeeper doorkeeper;
    private final AttemptLimit attempts;

    public HttpGate(Doorkeeper doorkeeper, AttemptLimit attempts) {
        this.doorkeeper = doorkeeper;
        this.attempts = attempts;
    }

    @Override
    public Access check(HttpRequest request, Permission wanted) {
        String token = Bearer.token(request);
        if (token != null) {
            return bearer(request, token, wanted);
        }
        String session = Cookies.session(request);
        if (session == null || !doorkeeper.session(session)) {
            return new Access.Denied(stranger(request, session));
        }
        if (changes(request) && !Origins.isOwn(request)) {
            return new Access.Denied(ProblemDetails.of(
                            403,
                            "Foreign origin",
                            "with a browser's session this is only taken from the hub's own pages; programs use an API token")
                    .response());
        }
        return new Access.Granted(new Principal("browser", Permission.CONTROL));
    }

    private Access bearer(HttpRequest request, String token, Permission wanted) {
        Principal principal = doorkeeper.api(token);
        if (principal == null) {
            if (attempts.failed(request.remote().getAddress())) {
                return new Access.Denied(tooMany());
            }
            boolean device = doorkeeper.device(token) != null;
            return new Access.Denied(
                    device
                            ? ProblemDetails.of(
                                            403,
                                            "Not an API token",
                                            "this is a device's token: make one with 'linnet-hub api-token add NAME'")
                                    .response()
                            : unauthorised(
                                    "this token is unknown or revoked: make one with 'linnet-hub api-token add NAME'"));
        }
        if (principal.permission().compareTo(wanted) < 0) {
            return new Access.Denied(
                    ProblemDetails.of(403, "Read-only token", "token '" + principal.name() + "' may only read")
                            .response());
        }
        return new Access.Granted(principal);
    }

    private HttpResponse stranger(HttpRequest request, @Nullable String session) {
        if (session != null && attempts.failed(request.remote().getAddress())) {
            return tooMany();
        }
        if (request.headers().list("Accept").stream().anyMatch(type -> type.startsWith("text/html"))) {
            return Pages.loginNeeded();
        }
        return unauthorised("send 'Authorization: Bearer TOKEN' with a token of 'linnet-hub api-token add NAME',"
                + " or log in with a link of 'linnet-hub login-link'");
    }

    private static boolean changes(HttpRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return !reads || request.headers().hasToken("Upgrade", "websocket");
    }

    private static HttpResponse unauthorised(String detail) {
        return ProblemDetails.of(401, "Not logged in", detail)
                .response("WWW-Authenticate", "Bearer realm=\"linnet\"", "Cache-Control", "no-store");
    }

    static HttpResponse tooMany() {
        return ProblemDetails.of(429, "Too many attempts", "this address has come with too many wrong tokens: wait")
                .retryAfter(SLOW_DOWN);
    }
}

package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The cookie that carries a browser session. */
final class Cookies {
    private static final String NAME = "linnet_session";

    private Cookies() {}

    /** The session that the request brings, or null. */
    static @Nullable String session(HttpRequest request) {
        for (String field : request.headers().all("Cookie")) {
            for (String pair : field.split(";", -1)) {
                String trimmed = pair.trim();
                if (trimmed.startsWith(NAME + "=")) {
                    return trimmed.substring(NAME.length() + 1);
                }
            }
        }
        return null;
    }

    /**
     * A Set-Cookie value. No script can read it, and no other site's request carries it. It is kept to TLS where TLS is
     * used, also by a proxy in front (which a client could claim falsely only to its own loss).
     */
    static String set(HttpRequest request, String session, Duration life) {
        boolean secure = request.secure() || "https".equals(request.headers().first("X-Forwarded-Proto"));
        return NAME + "=" + session + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    static String clear() {
        return NAME + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict";
    }
}

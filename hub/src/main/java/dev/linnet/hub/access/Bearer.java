package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** The {@code Authorization: Bearer} field (RFC 6750 §2.1). */
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** The token that the request brings, or null. */
    public static @Nullable String token(HttpRequest request) {
        String field = request.headers().first("Authorization");
        if (field == null || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return field.substring(SCHEME.length()).trim();
    }
}

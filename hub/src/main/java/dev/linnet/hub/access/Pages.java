package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The few pages that a person sees before being let in. */
final class Pages {
    private Pages() {}

    static HttpResponse loginNeeded() {
        return page(401, "", """
                <h1>This hub knows you not yet</h1>
                <p>On the hub's machine, run <code>linnet-hub login-link</code> and open the link that it prints. It works once,
                for ten minutes; this browser then stays logged in.</p>
                """);
    }

    static HttpResponse linkUsedUp() {
        return page(403, "", """
                <h1>This link no longer works</h1>
                <p>A login link works once, for ten minutes. Run <code>linnet-hub login-link</code> for a new one.</p>
                """);
    }

    static HttpResponse failing() {
        return page(503, "", """
                <h1>Not now</h1>
                <p>The hub could not read or write its access file; its log says why. Try again.</p>
                """);
    }

    /**
     * Goes on to the dashboard by itself. Not by a redirect: after a link in another site's page, a browser would follow that
     * without the new cookie, which is SameSite=Strict.
     */
    static HttpResponse loggedIn(String cookie) {
        return page(200, "<meta http-equiv=\"refresh\" content=\"0; url=/\">", """
                <p>You are logged in. <a href="/">On to the dashboard</a></p>
                """, "Set-Cookie", cookie);
    }

    static HttpResponse loggedOut(String cookie) {
        return page(200, "", "<p>You are logged out.</p>", "Set-Cookie", cookie);
    }

    private static HttpResponse page(int status, String head, String body, String... headers) {
        String[] all = {
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        };
        String[] joined = new String[all.length + headers.length];
        System.arraycopy(all, 0, joined, 0, all.length);
        System.arraycopy(headers, 0, joined, all.length, headers.length);
        return new HttpResponse(
                status, HttpHeaders.of(joined), document(head, body).getBytes(StandardCharsets.UTF_8));
    }

    private static String document(String head, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Linnet</title>
                <style>body{font:16px/1.5 system-ui;max-width:34em;margin:4em auto;padding:0 1em}</style>
                %s
                %s
                </html>
                """.formatted(head, body);
    }
}

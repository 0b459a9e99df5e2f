package dev.linnet.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.Requests;
import dev.linnet.websocket.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpGateTest {
    @TempDir
    Path folder;

    private AccessStore store;
    private Credentials credentials;
    private Doorkeeper doorkeeper;
    private HttpGate gate;
    private String session;

    @BeforeEach
    void open() throws Exception {
        store = new AccessStore(folder.resolve("access.db"));
        credentials = new Credentials(store, Clock.systemUTC());
        session = credentials.newSession(Duration.ofHours(1));
        doorkeeper = new Doorkeeper(store, Clock.systemUTC());
        gate = new HttpGate(doorkeeper, new AttemptLimit(() -> 0));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void anApiTokenMayDoWhatItWasMadeFor() throws Exception {
        String reader = credentials.newApiToken("reader", Permission.READ);
        String writer = credentials.newApiToken("writer", Permission.CONTROL);
        assertThat(status(bearer("GET", reader), Permission.READ)).isEqualTo(200);
        assertThat(status(bearer("POST", reader), Permission.CONTROL)).isEqualTo(403);
        assertThat(status(bearer("POST", writer), Permission.CONTROL)).isEqualTo(200);
        assertThat(status(bearer("GET", writer), Permission.READ)).isEqualTo(200);
    }

    @Test
    void otherTokensAreTurnedAwayInWordsThatFit() throws Exception {
        assertThat(status(bearer("GET", "lna_guess"), Permission.READ)).isEqualTo(401);
        assertThat(status(bearer("GET", credentials.newDeviceToken("kitchen")), Permission.READ))
                .isEqualTo(403);
        assertThat(status(Requests.request("GET", "/api/v1/devices"), Permission.READ))
                .isEqualTo(401);
        assertThat(status(Requests.request("GET", "/", "Authorization", "Basic YTpi"), Permission.READ))
                .isEqualTo(401);
    }

    @Test
    void guessingIsSlowedDownAndTheRightTokenIsNot() throws Exception {
        String token = credentials.newApiToken("reader", Permission.READ);
        int last = 0;
        for (int i = 0; i < 21; i++) {
            last = status(bearer("GET", "lna_guess"), Permission.READ);
        }
        assertThat(last).isEqualTo(429);
        assertThat(status(bearer("GET", token), Permission.READ)).isEqualTo(200);
    }

    /** A browser sends the cookie by itself, so what changes something must come from the hub's own pages. */
    @ParameterizedTest
    @CsvSource({
        "GET, , , 200",
        "GET, https://evil.example, , 200",
        "POST, , , 403",
        "POST, null, , 403",
        "POST, https://evil.example, , 403",
        "POST, http://hub.local:8080.evil.example, , 403",
        "POST, http://hub.local, , 403",
        "POST, http://hub.local:8080, , 200",
        "POST, https://HUB.local:8080, , 200",
        "DELETE, https://evil.example, , 403",
        "GET, https://evil.example, websocket, 403",
        "GET, , websocket, 403",
        "GET, http://hub.local:8080, websocket, 200"
    })
    void withACookieTheOriginCounts(String method, String origin, String upgrade, int expected) {
        HttpRequest request = Requests.request(
                method,
                "/live",
                "Host",
                "hub.local:8080",
                "Cookie",
                "theme=dark; linnet_session=" + session,
                origin == null ? "X-No-Origin" : "Origin",
                origin == null ? "" : origin,
                upgrade == null ? "X-No-Upgrade" : "Upgrade",
                upgrade == null ? "" : upgrade);
        assertThat(status(request, Permission.CONTROL)).isEqualTo(expected);
    }

    @Test
    void behindAProxyTheDefaultPortMayBeLeftOut() {
        HttpRequest request = Requests.request(
                "POST",
                "/",
                "Host",
                "hub.example:443",
                "Origin",
                "https://hub.example",
                "Cookie",
                "linnet_session=" + session);
        assertThat(status(request, Permission.CONTROL)).isEqualTo(200);
    }

    @Test
    void aBrowserIsToldHowToGetIn() {
        HttpRequest request = Requests.request("GET", "/", "Accept", "text/html,application/xhtml+xml;q=0.9");
        doorkeeper.reload();
        Access access = gate.check(request, Permission.READ);
        assertThat(access).isInstanceOf(Access.Denied.class);
        if (access instanceof Access.Denied denied) {
            assertThat(new String(denied.response().body(), StandardCharsets.UTF_8))
                    .contains("linnet-hub login-link");
            assertThat(denied.response().headers().first("Content-Security-Policy"))
                    .contains("default-src 'none'");
        }
    }

    @Test
    void loggingInTakesTheCodeAndSetsACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
        Login login = new Login(credentials, doorkeeper, new AttemptLimit(() -> 0), Duration.ofDays(30));
        String code = credentials.newLoginCode();
        var answer = login.login(Requests.request("GET", "/login?code=" + code));
        String cookie = String.valueOf(answer.headers().first("Set-Cookie"));
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Max-Age=2592000")
                .doesNotContain("Secure");
        String value = cookie.substring(0, cookie.indexOf(';'));
        assertThat(status(Requests.request("GET", "/", "Cookie", value), Permission.READ))
                .isEqualTo(200);
        assertThat(login.login(Requests.request("GET", "/login?code=" + code)).status())
                .isEqualTo(403);

        login.logout(Requests.request("POST", "/logout", "Cookie", value));
        assertThat(status(Requests.request("GET", "/", "Cookie", value), Permission.READ))
                .isEqualTo(401);
    }

    @Test
    void behindTlsTheCookieIsKeptToTls() throws Exception {
        Login login = new Login(credentials, doorkeeper, new AttemptLimit(() -> 0), Duration.ofDays(30));
        var answer = login.login(
                Requests.request("GET", "/login?code=" + credentials.newLoginCode(), "X-Forwarded-Proto", "https"));
        assertThat(answer.headers().first("Set-Cookie")).contains("; Secure");
    }

    private static HttpRequest bearer(String method, String token) {
        return Requests.request(method, "/api/v1/devices", "Authorization", "Bearer " + token);
    }

    private int status(HttpRequest request, Permission wanted) {
        doorkeeper.reload();
        return switch (gate.check(request, wanted)) {
            case Access.Granted granted -> 200;
            case Access.Denied denied -> denied.response().status();
        };
    }
}

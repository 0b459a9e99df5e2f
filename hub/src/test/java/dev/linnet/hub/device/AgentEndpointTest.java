package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.Requests;
import dev.linnet.hub.TestAgent;
import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.AttemptLimit;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.history.Journal;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Result;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let into a session, and what the others are told. */
class AgentEndpointTest {
    private static final int PER_SECOND = 5;

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Journal journal = new Journal(10_000);
    private final Metrics metrics = new Metrics();
    private AccessStore store;
    private Doorkeeper doorkeeper;
    private AgentEndpoint endpoint;
    private String token;

    @BeforeEach
    void open() throws Exception {
        store = new AccessStore(folder.resolve("access.db"));
        token = new Credentials(store, Clock.systemUTC()).newDeviceToken("kitchen");
        doorkeeper = new Doorkeeper(store, Clock.systemUTC());
        doorkeeper.load();
        endpoint = new AgentEndpoint(
                doorkeeper,
                new AttemptLimit(nanos::get),
                new DeviceSessions(),
                new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1)),
                journal,
                MessageCodecs.of(new JsonCodec(), new CborCodec()),
                SessionLimits.DEFAULT,
                new SessionEvents() {
                    @Override
                    public void result(String device, Result result) {}

                    @Override
                    public void writable(String device) {}
                },
                PER_SECOND,
                Clock.systemUTC(),
                nanos::get,
                metrics);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void aDevicesTokenOpensASessionInAnEncodingThatBothSpeak() {
        Upgrade upgrade = endpoint.upgrade(handshake(token, "linnet.v9.cbor, linnet.v1.json"));
        assertThat(upgrade).isInstanceOf(Upgrade.Accept.class);
        assertThat(((Upgrade.Accept) upgrade).subprotocol()).isEqualTo("linnet.v1.json");
        assertRefused(endpoint.upgrade(handshake(token, "linnet.v9.cbor")), 400, "linnet.v1.json or linnet.v1.cbor");
    }

    @Test
    void theAgentsOrderOfEncodingsCounts() {
        for (String first : List.of("linnet.v1.json", "linnet.v1.cbor")) {
            Upgrade upgrade = endpoint.upgrade(handshake(token, first + ", linnet.v1.json, linnet.v1.cbor"));
            assertThat(((Upgrade.Accept) upgrade).subprotocol()).isEqualTo(first);
        }
    }

    @Test
    void withoutATokenOrWithAnotherItIsRefused() throws Exception {
        HttpResponse none = assertRefused(
                endpoint.upgrade(Requests.request("GET", "/agent", "Sec-WebSocket-Protocol", "linnet.v1.json")),
                401,
                "linnet-hub token add");
        assertThat(none.headers().first("WWW-Authenticate")).startsWith("Bearer");
        assertRefused(endpoint.upgrade(handshake("lnd_guess", "linnet.v1.json")), 401, "unknown or revoked");
        String api = new Credentials(store, Clock.systemUTC()).newApiToken("grafana", Permission.CONTROL);
        doorkeeper.reload();
        assertRefused(endpoint.upgrade(handshake(api, "linnet.v1.json")), 403, "API token");
    }

    @Test
    void guessingIsSlowedDownAndTheRightTokenIsNot() {
        for (int i = 0; i < 20; i++) {
            assertRefused(endpoint.upgrade(handshake("lnd_guess", "linnet.v1.json")), 401, "");
        }
        HttpResponse slow = assertRefused(endpoint.upgrade(handshake("lnd_guess", "linnet.v1.json")), 429, "wait");
        assertThat(slow.headers().first("Retry-After")).isEqualTo("30");
        assertThat(endpoint.upgrade(handshake(token, "linnet.v1.json"))).isInstanceOf(Upgrade.Accept.class);
        assertThat(metrics.text())
                .contains("linnet_handshakes_refused_total{status=\"401\"} 20")
                .contains("linnet_handshakes_refused_total{status=\"429\"} 1");
    }

    @Test
    void aHerdIsLetInAtItsPace() {
        for (int i = 0; i < PER_SECOND; i++) {
            assertThat(endpoint.upgrade(handshake(token, "linnet.v1.json"))).isInstanceOf(Upgrade.Accept.class);
        }
        for (int place = 0; place < 10 * PER_SECOND; place++) {
            HttpResponse later = assertRefused(endpoint.upgrade(handshake(token, "linnet.v1.json")), 503, "come back");
            assertThat(later.headers().first("Retry-After"))
                    .as("number %s of those who wait", place)
                    .isEqualTo(Integer.toString(2 + place / PER_SECOND));
        }
        nanos.addAndGet(1_000_000_000L / PER_SECOND);
        assertThat(endpoint.upgrade(handshake(token, "linnet.v1.json"))).isInstanceOf(Upgrade.Accept.class);
        assertRefused(endpoint.upgrade(handshake(token, "linnet.v1.json")), 503, "");
    }

    @Test
    void nobodyIsLetInWhileTheHistoryIsBehindOrTheHubStops() {
        assertThat(journal.append("cellar", TestAgent.telemetry("b1", 1, 100), (boot, sequence) -> {}))
                .isZero();
        assertRefused(endpoint.upgrade(handshake(token, "linnet.v1.json")), 503, "history is behind");
        endpoint.stop();
        HttpResponse stopping = assertRefused(endpoint.upgrade(handshake(token, "linnet.v1.json")), 503, "stopping");
        assertThat(stopping.headers().first("Retry-After")).isEqualTo("15");
    }

    private static HttpRequest handshake(String token, String subprotocols) {
        return Requests.request(
                "GET", "/agent", "Authorization", "Bearer " + token, "Sec-WebSocket-Protocol", subprotocols);
    }

    private static HttpResponse assertRefused(Upgrade upgrade, int status, String words) {
        assertThat(upgrade).isInstanceOf(Upgrade.Refuse.class);
        HttpResponse response = ((Upgrade.Refuse) upgrade).response();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().first("Content-Type")).isEqualTo("application/problem+json");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(words);
        return response;
    }
}

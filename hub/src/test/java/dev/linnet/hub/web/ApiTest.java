package dev.linnet.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.TestHub;
import dev.linnet.hub.access.Permission;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Unavailable;
import dev.linnet.protocol.Value;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API as a program uses it: over real HTTP, with a real agent behind. */
class ApiTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String HISTORY = "/api/v1/devices/kitchen/channels/temperature/history";
    private static final String FAN = "/api/v1/devices/kitchen/channels/fan/commands";

    @TempDir
    Path state;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestHub hub;
    private TestAgent agent;
    private String token;

    @BeforeEach
    void connect() throws Exception {
        hub = TestHub.start(state);
        token = hub.apiToken(Permission.CONTROL);
        agent = hub.connect(hub.deviceToken("kitchen"));
        agent.hello("kitchen", "b1");
    }

    @AfterEach
    void close() {
        agent.close();
        hub.close();
        client.close();
    }

    @Test
    void devicesShowWhatTheyAreAndTheirLatestValues() throws Exception {
        store(1, NOON, 21.5);
        String device = "{\"id\":\"kitchen\",\"online\":true,";
        String channel = "{\"id\":\"temperature\",\"kind\":\"sensor\",\"type\":\"number\",\"quantity\":\"temperature\","
                + "\"unit\":\"Cel\",\"range\":{\"min\":-40.0,\"max\":85.0},\"value\":21.5,\"time\":\"2026-01-02T12:00:00Z\"}";
        assertThat(get("/api/v1/devices").body()).contains(device, channel);
        assertThat(get("/api/v1/devices/kitchen").body()).startsWith(device).contains(channel);
    }

    @Test
    void aChannelThatGivesNothingSaysWhy() throws Exception {
        agent.send(new Unavailable(Map.of("temperature", "no answer at 0x76 on bus 1")));
        store(1, NOON, 21.5);
        assertThat(get("/api/v1/devices/kitchen").body()).contains("\"unavailable\":\"no answer at 0x76 on bus 1\"");
        agent.send(new Unavailable(Map.of()));
        store(2, NOON, 21.5);
        assertThat(get("/api/v1/devices/kitchen").body()).doesNotContain("unavailable");
    }

    @Test
    void historyComesNewestLastAPageAtATime() throws Exception {
        for (int i = 1; i <= 5; i++) {
            store(i, NOON.plusSeconds(i), i);
        }
        String range = "?from=2026-01-02T12:00:00Z&to=2026-01-02T14:00:00%2B01:00";
        HttpResponse<String> newest = get(HISTORY + range + "&limit=2");
        assertThat(newest.statusCode()).isEqualTo(200);
        assertThat(newest.body())
                .contains("\"points\":[{\"time\":\"2026-01-02T12:00:04Z\",\"value\":4},"
                        + "{\"time\":\"2026-01-02T12:00:05Z\",\"value\":5}]");
        String older = newest.body().replaceFirst(".*\"older\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> second = get(HISTORY + range + "&limit=5&older=" + older);
        assertThat(second.body()).contains("\"value\":1}", "\"value\":3}").doesNotContain("\"value\":4", "older");
    }

    @Test
    void lostReadingsAreShownWithWhenAndWhy() throws Exception {
        agent.send(new Gap("b1", 1, 40, Gap.Cause.FULL, NOON, NOON.plusSeconds(39)));
        agent.awaitAck("b1", 40);
        assertThat(get("/api/v1/devices/kitchen/gaps").body())
                .contains("\"stream\":\"b1\",\"first\":1,\"last\":40,\"count\":40,\"cause\":\"full\","
                        + "\"from\":\"2026-01-02T12:00:00Z\",\"until\":\"2026-01-02T12:00:39Z\"");
        assertThat(get("/api/v1/devices/cellar/gaps").statusCode()).isEqualTo(404);
    }

    @Test
    void historyInBuckets() throws Exception {
        for (int i = 1; i <= 4; i++) {
            store(i, NOON.plusSeconds(20L * i), i);
        }
        assertThat(get(HISTORY + "?from=2026-01-02T12:00:00Z&to=2026-01-02T13:00:00Z&every=1m")
                        .body())
                .contains("\"every\":60.0")
                .contains(
                        "{\"time\":\"2026-01-02T12:00:00Z\",\"count\":2,\"min\":1.0,\"mean\":1.5,\"max\":2.0,\"last\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "from=-6x, from",
        "from=2026-01-02T12:00:00Z&to=2026-01-01T12:00:00Z, from must be before to",
        "limit=0, limit",
        "limit=many, limit",
        "limit=1&limit=2, twice",
        "limits=1, unknown parameter",
        "every=0s, every",
        "every=1ms, buckets",
        "every=1m&limit=1, no meaning",
        "older=x, older"
    })
    void aWrongParameterIsNamed(String query, String words) throws Exception {
        HttpResponse<String> answer = get(HISTORY + "?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words, "\"field\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aCommandIsAnsweredWithItsResult() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = post(FAN, "{\"value\":true,\"ttl\":\"5s\",\"id\":\"mine\"}");
        Command command = agent.next(Command.class);
        assertThat(command.id()).isEqualTo("mine");
        agent.send(Result.done("mine", Value.of(true)));
        HttpResponse<String> response = answer.get(10, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"id\":\"mine\",\"status\":\"done\",\"value\":true}");
    }

    @Test
    void aCommandToAnOfflineDeviceIsRejectedAtOnce() throws Exception {
        agent.cut();
        agent.awaitClose();
        HttpResponse<String> response;
        do { // until the hub has noticed
            response = post(FAN, "{\"value\":true,\"ttl\":\"1ms\"}").get(10, TimeUnit.SECONDS);
        } while (!response.body().contains("rejected"));
        assertThat(response.body()).contains("offline");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void twoRequestsWithOneIdAreOneCommand() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(post(FAN, "{\"value\":true,\"id\":\"mine\"}"));
        }
        agent.next(Command.class);
        agent.send(Result.failed("mine", "stuck"));
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS).body())
                    .isEqualTo("{\"id\":\"mine\",\"status\":\"failed\",\"reason\":\"stuck\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | body",
                "[] | body",
                "{\"value\":true | not JSON",
                "{\"value\":true} x | body",
                "{} | value: is missing",
                "{\"value\":null} | value",
                "{\"value\":true,\"value\":false} | not JSON",
                "{\"value\":true,\"tll\":\"5s\"} | tll: unknown field",
                "{\"value\":true,\"ttl\":5} | ttl",
                "{\"value\":true,\"ttl\":\"5\"} | with its unit",
                "{\"value\":true,\"ttl\":\"100d\"} | at most 24h",
                "{\"value\":true,\"id\":\"a b\"} | id",
                "{\"value\":1e999} | finite"
            })
    void aWrongBodyIsRefusedAndNothingIsSent(String body, String words) throws Exception {
        HttpResponse<String> response = post(FAN, body).get(10, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(words);
        agent.sendText("{}");
        agent.next(Fault.class); // and no command before it
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/devices/cellar, 404",
        "GET, /api/v1/devices/cellar/channels/fan/history, 404",
        "GET, /api/v1/devices/kitchen/channels/fam/history?every=1m, 404",
        "GET, /api/v1/nothing, 404",
        "GET, /api/v1/, 404",
        "GET, /api/v1/devices/, 404",
        "GET, /api/v1/devices/kitchen/channels/fan/nothing, 404",
        "GET, /api/v1/devices/kitchen/channels, 404",
        "POST, /api/v1/devices/kitchen/channels/fam/commands, 404",
        "POST, /api/v1/devices/cellar/channels/fan/commands, 404",
        "POST, /api/v1/devices, 405",
        "DELETE, /api/v1/devices/cellar, 404",
        "PUT, /api/v1/devices/kitchen, 405",
        "GET, /api/v1/devices/kitchen/channels/fan/commands, 405",
        "GET, /agent, 426",
    })
    void whatIsNotThereIsSaid(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/devices", "/metrics", "/api/v1/nothing"})
    void nothingIsSaidToStrangers(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(hub.uri("http", path)).GET().build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("kitchen");
    }

    @Test
    void healthIsOpenAndMetricsAreForThoseWithAToken() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(hub.uri("http", "/health")).GET().build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(get("/health").body())
                .startsWith("{\"status\":\"ok\",\"history\":{\"lastCommit\":\"20")
                .contains("\"maxBytes\":4294967296,", "\"rowsWaiting\":", "{\"raw\":2592000,", "\"hours\":null}");
        assertThat(get("/metrics").body()).contains("linnet_sessions 1\n", "# TYPE linnet_readings_total counter\n");
    }

    @Test
    void aRemovedDeviceIsGoneAndItsSessionEnds() throws Exception {
        HttpRequest delete = request("/api/v1/devices/kitchen").DELETE().build();
        assertThat(client.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
        assertThat(agent.awaitClose().code()).isEqualTo(1008);
        assertThat(get("/api/v1/devices").body()).isEqualTo("{\"devices\":[]}");
    }

    private void store(long sequence, Instant time, double value) throws Exception {
        agent.send(new Telemetry("b1", List.of(new Reading(sequence, "temperature", time, Value.of(value)))));
        agent.awaitAck("b1", sequence);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.uri("http", path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return client.sendAsync(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

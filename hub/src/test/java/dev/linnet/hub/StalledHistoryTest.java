package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.access.Permission;
import dev.linnet.hub.config.HistoryConfiguration;
import dev.linnet.hub.history.Retention;
import dev.linnet.hub.live.LiveFeed;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketClient;
import dev.linnet.websocket.WebSocketListener;
import dev.linnet.websocket.http.HttpHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole hub while its history cannot be written: another connection holds SQLite's lock, so the writer stands still as
 * before a disk that hangs.
 */
class StalledHistoryTest {
    private static final long QUEUE = 1 << 20; // some 8,700 readings
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int IN_A_MESSAGE = 100;
    private static final int MOST_MESSAGES = 20_000; // many times what sockets and their buffers hold

    private static final Pattern SHOWN = Pattern.compile("\"channel\":\"temperature\",\"value\":([0-9.]+)");

    @TempDir
    Path state;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void socketsWaitMemoryStaysFlatDashboardsAndCommandsGoOnAndAllIsStoredOnce() throws Exception {
        try (TestHub hub = TestHub.start(
                        state,
                        TestHub.configuration(state)
                                .withHistory(new HistoryConfiguration(
                                        Duration.ofMillis(5), 1000, QUEUE, Retention.DEFAULT)));
                TestAgent agent = hub.connect(hub.deviceToken("kitchen"))) {
            String api = hub.apiToken(Permission.CONTROL);
            BlockingQueue<String> live = dashboard(hub, api);
            agent.hello("kitchen", "b1");
            agent.send(TestAgent.telemetry("b1", 1, 1));
            agent.awaitAck("b1", 1);
            long sent = 1;
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("history.db"));
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");
                live.clear();
                // As much as a real agent has on its way at most, which is more than the queue takes.
                while (sent < 10_000) {
                    agent.sendInTime(TestAgent.telemetry("b1", sent + 1, sent + IN_A_MESSAGE));
                    sent += IN_A_MESSAGE;
                }
                CompletableFuture<HttpResponse<String>> commanded =
                        post(hub, api, "/api/v1/devices/kitchen/channels/fan/commands", "{\"value\":true}");
                Command command = agent.next(Command.class);
                agent.sendInTime(Result.done(command.id(), Value.of(true))); // behind all those readings
                assertThat(shownAtLeast(live, sent / 2)).isTrue();
                assertThat(commanded.get(20, TimeUnit.SECONDS).body()).contains("\"status\":\"done\"");
                assertThat(hub.hub.metrics().text()).contains("linnet_sessions_overloaded_total 0");

                int messages = 0;
                while (agent.offer(TestAgent.telemetry("b1", sent + 1, sent + IN_A_MESSAGE))) {
                    sent += IN_A_MESSAGE;
                    assertThat(++messages).as("messages that are read").isLessThan(MOST_MESSAGES);
                }
                assertThat(queued(hub)).isBetween(QUEUE, 2 * QUEUE);
                assertThat(get(hub, api, "/api/v1/devices/kitchen").statusCode())
                        .isEqualTo(200);
                assertThat(get(hub, api, "/api/v1/devices/kitchen/channels/temperature/history")
                                .statusCode())
                        .isEqualTo(200);
                HttpResponse<String> health = healthThatFails(hub, api);
                assertThat(health.body()).contains("BUSY");
                assertThat(agent.isOpen()).isTrue();
                lock.execute("ROLLBACK");
            }
            agent.awaitAck("b1", sent);
            assertThat(hub.hub.committedReadings()).isEqualTo(sent);
            assertThat(hub.latest("kitchen", "temperature")).isEqualTo(Value.of((double) sent));
        }
    }

    /** What somebody who looks at the page is told. */
    private static BlockingQueue<String> dashboard(TestHub hub, String token) throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        new WebSocketClient(ClientOptions.defaults())
                .connect(
                        hub.uri("ws", LiveFeed.PATH),
                        HttpHeaders.of("Authorization", "Bearer " + token),
                        List.of(),
                        new WebSocketListener() {
                            @Override
                            public void onText(WebSocket socket, ByteBuffer utf8) {
                                told.add(StandardCharsets.UTF_8.decode(utf8).toString());
                            }

                            @Override
                            public void onClose(WebSocket socket, CloseStatus status) {}
                        });
        return told;
    }

    /** Whether a value that high is shown in time; each reading's value is its number. */
    private static boolean shownAtLeast(BlockingQueue<String> told, long value) throws InterruptedException {
        String message = "";
        while (message != null) {
            Matcher shown = SHOWN.matcher(message);
            while (shown.find()) {
                if (Double.parseDouble(shown.group(1)) >= value) {
                    return true;
                }
            }
            message = told.poll(20, TimeUnit.SECONDS);
        }
        return false;
    }

    private CompletableFuture<HttpResponse<String>> post(TestHub hub, String token, String path, String json) {
        return http.sendAsync(
                request(hub.uri("http", path), token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(TestHub hub, String token, String path) throws Exception {
        return http.send(request(hub.uri("http", path), token).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** SQLite waits a second for the lock before the writer hears of it. */
    private HttpResponse<String> healthThatFails(TestHub hub, String token) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> health;
        do {
            health = get(hub, token, "/health");
        } while (health.statusCode() != 503 && System.nanoTime() - begin < PATIENCE_NANOS);
        assertThat(health.statusCode()).isEqualTo(503);
        return health;
    }

    private static HttpRequest.Builder request(URI uri, String token) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Authorization", "Bearer " + token);
    }

    private static long queued(TestHub hub) {
        return hub.hub
                .metrics()
                .text()
                .lines()
                .filter(line -> line.startsWith("linnet_history_queue_bytes "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}

package dev.linnet.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.Requests;
import dev.linnet.hub.TestAgent;
import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.AttemptLimit;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.Journal;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents that poll say and are answered, request by request; the clock is the test's. */
class PolledSessionsTest {
    private static final JsonCodec CODEC = new JsonCodec();

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(1);
    private final DeviceRegistry registry = new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1));
    private final Journal journal = new Journal(20_000);
    private final DeviceSessions sessions = new DeviceSessions();
    private final List<String> results = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private AccessStore store;
    private Doorkeeper doorkeeper;
    private PolledSessions polled;
    private String token;

    @BeforeEach
    void open() throws Exception {
        store = new AccessStore(folder.resolve("access.db"));
        doorkeeper = new Doorkeeper(store, Clock.systemUTC());
        token = new Credentials(store, Clock.systemUTC()).newDeviceToken("kitchen");
        doorkeeper.load();
        SessionEvents events = new SessionEvents() {
            @Override
            public void result(String device, Result result) {
                results.add(result.id());
            }

            @Override
            public void writable(String device) {}
        };
        AgentEndpoint agents = new AgentEndpoint(
                doorkeeper,
                new AttemptLimit(nanos::get),
                sessions,
                registry,
                journal,
                MessageCodecs.of(new JsonCodec(), new CborCodec()),
                SessionLimits.DEFAULT,
                events,
                100,
                Clock.systemUTC(),
                nanos::get,
                metrics);
        polled = new PolledSessions(agents, nanos::get, new Random(2), metrics);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void aSessionOpensAndItsHelloIsWelcome() {
        String id = opened();
        assertThat(post(id, 1, TestAgent.helloOf("kitchen", "b1")).status()).isEqualTo(204);
        HttpResponse answer = polledNow(id, 0);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("Linnet-Last")).isEqualTo("1");
        assertThat(answer.headers().first("Cache-Control")).isEqualTo("no-store");
        assertThat(text(answer)).contains("\"welcome\"", "\"maxMessage\":65536").endsWith("}\n");
        assertThat(online()).isTrue();
    }

    @Test
    void aBatchThatComesAgainIsTakenOnce() {
        String id = welcome();
        for (int i = 0; i < 3; i++) {
            assertThat(post(id, 2, Result.done("c1", Value.of(1)), Result.done("c2", Value.of(2)))
                            .status())
                    .isEqualTo(204);
        }
        assertThat(results).containsExactly("c1", "c2");
        assertThat(post(id, 4, Result.done("c3", Value.of(3))).status()).isEqualTo(409);
        assertThat(results).hasSize(2);
    }

    @Test
    void aMessageLargerThanABatchComesInPieces() {
        byte[] hello = helloOf(256);
        assertThat(hello.length).isBetween(2 * PolledSessions.MAX_BODY, SessionLimits.DEFAULT.maxMessageBytes());
        String id = opened();
        int number = 0;
        for (int from = 0; from < hello.length; from += PolledSessions.MAX_BODY) {
            int to = Math.min(hello.length, from + PolledSessions.MAX_BODY);
            String query = "seq=" + ++number + (to < hello.length ? "&more=1" : "");
            for (int i = 0; i < 2; i++) { // the answer to the first was lost
                assertThat(request("POST", id, query, Arrays.copyOfRange(hello, from, to))
                                .status())
                        .isEqualTo(204);
            }
        }
        assertThat(text(polledNow(id, 0))).contains("\"welcome\"");
        assertThat(online()).isTrue();
        post(id, number + 1, Result.done("c1", Value.of(1)));
        assertThat(results).containsExactly("c1");
    }

    @Test
    void aMessageLargerThanTheHubTakesEndsTheSession() {
        String inPieces = opened();
        byte[] piece = "x".repeat(PolledSessions.MAX_BODY).getBytes(StandardCharsets.UTF_8);
        for (int number = 1; number <= 4; number++) {
            assertThat(request("POST", inPieces, "seq=" + number + "&more=1", piece)
                            .status())
                    .isEqualTo(204);
        }
        assertThat(request("POST", inPieces, "seq=5&more=1", piece).headers().first("Linnet-Close"))
                .startsWith("1009 ");
        String atItsEnd = opened();
        for (int number = 1; number <= 4; number++) {
            request("POST", atItsEnd, "seq=" + number + "&more=1", piece);
        }
        request("POST", atItsEnd, "seq=5", new byte[] {'x'});
        assertThat(polledNow(atItsEnd, 0).headers().first("Linnet-Close")).startsWith("1009 ");
    }

    @Test
    void messagesAreSaidAgainUntilTheAgentHasThem() {
        String id = welcome();
        Exchange waiting = poll(id, 1);
        assertThat(waiting.answer).isNull();
        assertThat(sessions.send("kitchen", null, command("c1"))).isInstanceOf(Delivery.Sent.class);
        assertThat(text(Objects.requireNonNull(waiting.answer))).contains("\"c1\"");
        sessions.send("kitchen", null, command("c2"));
        HttpResponse again = polledNow(id, 1); // the first answer was lost
        assertThat(text(again)).contains("\"c1\"", "\"c2\"");
        assertThat(again.headers().first("Linnet-Last")).isEqualTo("3");
        assertThat(poll(id, 3).answer).isNull();
        assertThat(polledNow(id, 1).status()).as("what was confirmed is gone").isEqualTo(409);
        assertThat(polledNow(id, 9).status()).isEqualTo(409);
    }

    @Test
    void aPollIsAnsweredBeforeAProxyCutsIt() {
        String id = welcome();
        Exchange waiting = poll(id, 1);
        advance(Duration.ofSeconds(19));
        assertThat(waiting.answer).isNull();
        advance(Duration.ofSeconds(2));
        assertThat(Objects.requireNonNull(waiting.answer).status()).isEqualTo(204);
        Exchange first = poll(id, 1);
        Exchange second = poll(id, 1);
        assertThat(Objects.requireNonNull(first.answer).status()).isEqualTo(204);
        assertThat(second.answer).isNull();
    }

    @Test
    void anAgentThatPollsNoMoreIsOffline() {
        String id = welcome();
        poll(id, 1);
        advance(Duration.ofSeconds(34));
        assertThat(online()).isTrue();
        advance(Duration.ofSeconds(1));
        assertThat(online()).isFalse();
        assertThat(sessions.send("kitchen", null, command("c1"))).isEqualTo(Delivery.Unsent.OFFLINE);
        HttpResponse ended = post(id, 2, Result.done("c1", Value.of(1)));
        assertThat(ended.status()).isEqualTo(410);
        assertThat(ended.headers().first("Linnet-Close")).startsWith("1006 ");
    }

    @Test
    void aNewerSessionTakesOver() {
        String old = welcome();
        Exchange waiting = poll(old, 1);
        String id = opened();
        post(id, 1, TestAgent.helloOf("kitchen", "b2"));
        assertThat(Objects.requireNonNull(waiting.answer).headers().first("Linnet-Close"))
                .startsWith("4001 ");
        assertThat(online()).isTrue();
        assertThat(post(old, 2, Result.done("c1", Value.of(1))).status()).isEqualTo(410);
        assertThat(polledNow(id, 0).status()).isEqualTo(200);
    }

    @Test
    void aHistoryThatIsBehindStopsBatchesAndLosesNone() {
        String id = welcome();
        long sequence = 1;
        long batch = 2;
        while (!journal.full()) {
            assertThat(post(id, batch++, TestAgent.telemetry("b1", sequence, sequence + 99))
                            .status())
                    .isEqualTo(204);
            sequence += 100;
        }
        HttpResponse later = post(id, batch, Result.done("c1", Value.of(1)));
        assertThat(later.status()).isEqualTo(503);
        assertThat(later.headers().first("Retry-After")).isEqualTo("1");
        assertThat(results).isEmpty();
        assertThat(post(id, batch, Result.done("c1", Value.of(1))).status())
                .as("the same number, not a repetition")
                .isEqualTo(503);
    }

    @Test
    void whoIsUnknownOrRevokedIsTurnedAway() throws Exception {
        String id = welcome();
        token = "lnd_guess";
        assertThat(polledNow(id, 1).status()).isEqualTo(401);
        token = new Credentials(store, Clock.systemUTC()).newDeviceToken("cellar");
        doorkeeper.reload();
        assertThat(polledNow(id, 1).headers().first("Linnet-Close"))
                .as("another device's session")
                .startsWith("1012 ");
        token = new Credentials(store, Clock.systemUTC()).newDeviceToken("kitchen");
        doorkeeper.reload();
        sessions.endRevoked(doorkeeper);
        assertThat(polledNow(id, 1).headers().first("Linnet-Close")).startsWith("1008 ");
    }

    @Test
    void nonsenseIsAnsweredAsSuch() {
        String id = opened();
        assertThat(request("POST", id, "", new byte[0]).status()).isEqualTo(400);
        assertThat(request("POST", id, "seq=0", new byte[0]).status()).isEqualTo(400);
        assertThat(request("POST", id, "seq=1&more=0", new byte[0]).status()).isEqualTo(400);
        assertThat(request("GET", id, "after=-1", new byte[0]).status()).isEqualTo(400);
        assertThat(request("GET", id, "after=99999999999999999999", new byte[0]).status())
                .isEqualTo(400);
        assertThat(request("PUT", id, "seq=1", new byte[0]).status()).isEqualTo(405);
        assertThat(request("POST", "none", "seq=1", new byte[0]).status()).isEqualTo(410);
        request("POST", id, "seq=1", "\n\r\nnonsense\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text(polledNow(id, 0))).contains("\"malformed\"");
        assertThat(polledNow(id, 1).headers().first("Linnet-Close")).startsWith("4002 ");
    }

    @Test
    void aDeviceHasThreeSessionsAtMostAndTheirEndIsForgotten() {
        List<String> ids = List.of(opened(), opened(), opened(), opened());
        assertThat(post(ids.get(0), 1, TestAgent.helloOf("kitchen", "b1")).status())
                .isEqualTo(410);
        assertThat(post(ids.get(1), 1, TestAgent.helloOf("kitchen", "b1")).status())
                .isEqualTo(204);
        assertThat(metrics.text())
                .contains("linnet_polled_sessions 3")
                .contains("linnet_polled_sessions_opened_total 4");
        advance(Duration.ofSeconds(41));
        advance(Duration.ofSeconds(1));
        assertThat(metrics.text()).contains("linnet_polled_sessions 0");
    }

    @Test
    void aHubThatStopsSaysSo() {
        String id = welcome();
        Exchange waiting = poll(id, 1);
        polled.stop();
        assertThat(Objects.requireNonNull(waiting.answer).headers().first("Linnet-Close"))
                .startsWith("1012 ");
        assertThat(request("DELETE", id, "", new byte[0]).status()).isEqualTo(204);
    }

    private boolean online() {
        return registry.devices().stream().anyMatch(device -> device.online());
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
        polled.sweep();
    }

    private String opened() {
        HttpResponse response = request("POST", null, "", new byte[0]);
        assertThat(response.status()).isEqualTo(201);
        return Objects.requireNonNull(response.headers().first("Linnet-Session"));
    }

    private static byte[] helloOf(int channels) {
        return CODEC.encode(new Hello(
                "kitchen",
                "b1",
                List.of(),
                "0.1.0",
                "a board",
                IntStream.range(0, channels)
                        .mapToObj(i -> new ChannelDescription(
                                "climate-temperature-" + i,
                                ChannelDescription.Kind.SENSOR,
                                ChannelDescription.Type.NUMBER,
                                "temperature",
                                "Cel",
                                new ChannelDescription.Range(-40, 85)))
                        .toList()));
    }

    /** A session with its welcome taken. */
    private String welcome() {
        String id = opened();
        post(id, 1, TestAgent.helloOf("kitchen", "b1"));
        assertThat(polledNow(id, 0).status()).isEqualTo(200);
        return id;
    }

    private HttpResponse post(String id, long number, Message... messages) {
        StringBuilder lines = new StringBuilder();
        for (Message message : messages) {
            lines.append(new String(CODEC.encode(message), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return request("POST", id, "seq=" + number, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse polledNow(String id, long after) {
        return request("GET", id, "after=" + after, new byte[0]);
    }

    private Exchange poll(String id, long after) {
        return exchange("GET", id, "after=" + after, new byte[0]);
    }

    private HttpResponse request(String method, @Nullable String id, String query, byte[] body) {
        return Objects.requireNonNull(exchange(method, id, query, body).answer, "no answer yet");
    }

    private Exchange exchange(String method, @Nullable String id, String query, byte[] body) {
        HttpRequest plain = Requests.request(method, PolledSessions.PATH);
        Exchange exchange = new Exchange(new HttpRequest(
                method,
                id == null ? PolledSessions.PATH : PolledSessions.PATH + "/" + id,
                query,
                HttpHeaders.of("Authorization", "Bearer " + token),
                body,
                plain.remote(),
                false));
        polled.handle(exchange);
        return exchange;
    }

    private static Command command(String id) {
        return new Command(id, "fan", Value.of(true), Duration.ofSeconds(10));
    }

    private static String text(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static final class Exchange implements HttpExchange {
        private final HttpRequest request;
        private @Nullable HttpResponse answer;

        Exchange(HttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public void respond(HttpResponse response) {
            assertThat(answer).as("one answer").isNull();
            answer = response;
        }

        @Override
        public ResponseStream stream(HttpResponse head, Runnable ended) {
            throw new AssertionError("answers are whole here");
        }
    }
}

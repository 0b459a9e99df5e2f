package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.hub.config.HistoryConfiguration;
import dev.linnet.hub.history.HistoryQuery;
import dev.linnet.hub.history.Page;
import dev.linnet.hub.history.Point;
import dev.linnet.hub.history.Retention;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Value;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole hub over real sockets and a real file. */
class HubTest {
    @TempDir
    Path state;

    @Test
    void aReadingBecomesLiveIsStoredAndAcknowledged() throws Exception {
        try (TestHub hub = TestHub.start(state);
                TestAgent agent = hub.connect(hub.deviceToken("kitchen"))) {
            Welcome welcome = agent.hello("kitchen", "b1");
            assertThat(welcome.acknowledged()).containsExactly(Map.entry("b1", 0L));
            agent.send(TestAgent.telemetry("b1", 1, 3));
            agent.awaitAck("b1", 3);
            assertThat(stored(hub)).containsExactly(1L, 2L, 3L);
            assertThat(hub.latest("kitchen", "temperature")).isEqualTo(Value.of(3));
            assertThat(hub.device("kitchen").online()).isTrue();
        }
    }

    @Test
    void whatIsSentAgainAfterARestartIsStoredOnce() throws Exception {
        String token;
        try (TestHub hub = TestHub.start(state)) {
            token = hub.deviceToken("kitchen");
            try (TestAgent agent = hub.connect(token)) {
                agent.hello("kitchen", "b1");
                agent.send(TestAgent.telemetry("b1", 1, 5));
                agent.awaitAck("b1", 5);
            }
        }
        try (TestHub hub = TestHub.start(state)) {
            assertThat(hub.device("kitchen").online()).isFalse();
            assertThat(hub.latest("kitchen", "temperature")).isEqualTo(Value.of(5));
            try (TestAgent agent = hub.connect(token)) {
                assertThat(agent.hello("kitchen", "b1").acknowledged()).containsEntry("b1", 5L);
                agent.send(TestAgent.telemetry("b1", 3, 7)); // as an agent that did not hear the acknowledgement
                agent.awaitAck("b1", 7);
                agent.send(TestAgent.telemetry("b1", 6, 7));
                agent.awaitAck("b1", 7);
                assertThat(stored(hub)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            }
        }
    }

    @Test
    void stoppingSendsAgentsAwayAndCommitsWhatTheySent() throws Exception {
        TestHub hub = TestHub.start(
                state,
                TestHub.configuration(state)
                        .withHistory(
                                new HistoryConfiguration(Duration.ofHours(1), 1_000_000, 1 << 20, Retention.DEFAULT)));
        TestAgent agent = hub.connect(hub.deviceToken("kitchen"));
        agent.hello("kitchen", "b1");
        agent.send(TestAgent.telemetry("b1", 1, 100));
        agent.sendText("{}"); // its answer tells that what came before was taken
        agent.next(Fault.class);
        hub.close();
        assertThat(agent.awaitClose().code()).isEqualTo(CloseStatus.SERVICE_RESTART);
        try (TestHub again = TestHub.start(state)) {
            assertThat(stored(again)).hasSize(100);
        }
    }

    @Test
    void aCommandReachesTheDeviceAndItsResultTheCaller() throws Exception {
        try (TestHub hub = TestHub.start(state);
                TestAgent agent = hub.connect(hub.deviceToken("kitchen"))) {
            agent.hello("kitchen", "b1");
            CompletableFuture<Result> result = new CompletableFuture<>();
            hub.hub
                    .commands()
                    .route(
                            new CommandRequest("c1", "kitchen", "fan", Value.of(true), Duration.ofSeconds(5), false),
                            result::complete);
            Command command = agent.next(Command.class);
            assertThat(command.id()).isEqualTo("c1");
            assertThat(command.ttl()).isLessThanOrEqualTo(Duration.ofSeconds(5));
            agent.send(Result.done("c1", Value.of(true)));
            assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(Result.done("c1", Value.of(true)));
        }
    }

    @Test
    void aNewerConnectionTakesOver() throws Exception {
        try (TestHub hub = TestHub.start(state)) {
            String token = hub.deviceToken("kitchen");
            TestAgent first = hub.connect(token);
            first.hello("kitchen", "b1");
            try (TestAgent second = hub.connect(token)) {
                second.hello("kitchen", "b1");
                assertThat(first.awaitClose()).isEqualTo(new CloseStatus(4001, "replaced by a newer connection"));
                second.send(TestAgent.telemetry("b1", 1, 2));
                second.awaitAck("b1", 2);
                assertThat(hub.device("kitchen").online()).isTrue();
            }
        }
    }

    @Test
    void aRevokedTokenEndsTheSessionAndIsRefused() throws Exception {
        try (TestHub hub = TestHub.start(state)) {
            String token = hub.deviceToken("kitchen");
            TestAgent agent = hub.connect(token);
            agent.hello("kitchen", "b1");
            assertThat(hub.hub.revoke("kitchen")).isTrue();
            assertThat(agent.awaitClose().code()).isEqualTo(CloseStatus.POLICY_VIOLATION);
            assertThatThrownBy(() -> hub.connect(token)).hasMessageContaining("401");
        }
    }

    @Test
    void anOversizedMessageEndsOnlyItsOwnConnection() throws Exception {
        try (TestHub hub = TestHub.start(state);
                TestAgent bystander = hub.connect(hub.deviceToken("cellar"))) {
            bystander.hello("cellar", "b1");
            TestAgent agent = hub.connect(hub.deviceToken("kitchen"));
            agent.hello("kitchen", "b1");
            agent.sendText("x".repeat(70_000));
            assertThat(agent.awaitClose().code()).isEqualTo(CloseStatus.TOO_BIG);
            bystander.send(TestAgent.telemetry("b1", 1, 1));
            bystander.awaitAck("b1", 1);
        }
    }

    @Test
    void twoHubsOnOneFolderWouldSpoilItSoTheSecondDoesNotStart() throws Exception {
        try (TestHub first = TestHub.start(state)) {
            assertThatThrownBy(() -> TestHub.start(state)).hasMessageContaining("another hub runs on");
            assertThat(first.hub.stuck()).isNull();
        }
        TestHub.start(state).close();
    }

    @Test
    void readingsOfAFormerConfigurationAreKeptToo() throws Exception {
        try (TestHub hub = TestHub.start(state);
                TestAgent agent = hub.connect(hub.deviceToken("kitchen"))) {
            agent.hello("kitchen", "b2");
            Reading old = new Reading(1, "humidity", Instant.now().minusSeconds(3600), Value.of(40));
            agent.send(new Telemetry("b1", List.of(old)));
            agent.awaitAck("b1", 1);
            assertThat(points(hub, "humidity")).extracting(Point::value).containsExactly(Value.of(40));
        }
    }

    private static List<Long> stored(TestHub hub) throws Exception {
        return points(hub, "temperature").stream()
                .map(point -> (long) ((Value.Numeric) point.value()).value())
                .toList();
    }

    private static List<Point> points(TestHub hub, String channel) throws Exception {
        Instant now = Instant.now();
        return hub.hub
                .history()
                .page(new HistoryQuery.Raw(
                        "kitchen", channel, now.minusSeconds(86_400), now.plusSeconds(60), 10_000, null))
                .map(Page::points)
                .orElse(List.of());
    }
}

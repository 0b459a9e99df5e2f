package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.websocket.CloseStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code linnet-hub run} as a process of its own, and its ends. */
@Timeout(60)
class RunningProcessTest {
    private static final int SIGKILL = 137;

    @TempDir
    Path folder;

    private String token;

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(
                folder.resolve("hub.yaml"), "listen: 127.0.0.1:0\nstate: state\nhistory: { commit-every: 50ms }\n");
        Files.createDirectory(folder.resolve("state"));
        try (AccessStore access = new AccessStore(folder.resolve("state/access.db"))) {
            token = new Credentials(access, Clock.systemUTC()).newDeviceToken("kitchen");
        }
    }

    @Test
    void sigtermSendsAgentsAwayCommitsAndExitsWithZero() throws Exception {
        HubProcess hub = run();
        TestAgent agent = TestAgent.connect(hub.uri("ws", "/agent"), token);
        agent.hello("kitchen", "b1");
        agent.send(TestAgent.telemetry("b1", 1, 10));
        agent.awaitAck("b1", 10);
        hub.process().destroy();
        assertThat(agent.awaitClose().code()).isEqualTo(CloseStatus.SERVICE_RESTART);
        assertThat(hub.process().waitFor()).isZero();
    }

    @Test
    void whatWasAcknowledgedSurvivesSigkillAndTheRestIsSentAgain() throws Exception {
        HubProcess hub = run();
        TestAgent agent = TestAgent.connect(hub.uri("ws", "/agent"), token);
        agent.hello("kitchen", "b1");
        agent.send(TestAgent.telemetry("b1", 1, 10));
        agent.awaitAck("b1", 10);
        agent.send(TestAgent.telemetry("b1", 11, 20));
        hub.process().destroyForcibly();
        assertThat(hub.process().waitFor()).isEqualTo(SIGKILL);

        try (HubProcess again = run();
                TestAgent back = TestAgent.connect(again.uri("ws", "/agent"), token)) {
            long acknowledged = back.hello("kitchen", "b1").acknowledged().getOrDefault("b1", 0L);
            assertThat(acknowledged).isIn(10L, 20L);
            back.send(TestAgent.telemetry("b1", 5, 25));
            back.awaitAck("b1", 25);
        }
        try (var rows = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state/history.db"));
                var statement = rows.createStatement();
                var row = statement.executeQuery("SELECT count(*), count(DISTINCT value), max(value) FROM reading")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(25);
            assertThat(row.getInt(2)).isEqualTo(25);
            assertThat(row.getInt(3)).isEqualTo(25);
        }
    }

    private HubProcess run() throws Exception {
        return new HubProcess(folder.resolve("hub.yaml"));
    }
}

package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.websocket.CloseStatus;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code linnet-hub run} as a process of its own, and its ends. */
@Timeout(60)
class RunningProcessTest {
    private static final Pattern LISTENING = Pattern.compile(".*listening on 127\\.0\\.0\\.1:(\\d+)");
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
        Process hub = run();
        TestAgent agent = TestAgent.connect(uri(hub), token);
        agent.hello("kitchen", "b1");
        agent.send(TestAgent.telemetry("b1", 1, 10));
        agent.awaitAck("b1", 10);
        hub.destroy();
        assertThat(agent.awaitClose().code()).isEqualTo(CloseStatus.SERVICE_RESTART);
        assertThat(hub.waitFor()).isZero();
    }

    @Test
    void whatWasAcknowledgedSurvivesSigkillAndTheRestIsSentAgain() throws Exception {
        Process hub = run();
        TestAgent agent = TestAgent.connect(uri(hub), token);
        agent.hello("kitchen", "b1");
        agent.send(TestAgent.telemetry("b1", 1, 10));
        agent.awaitAck("b1", 10);
        agent.send(TestAgent.telemetry("b1", 11, 20));
        hub.destroyForcibly();
        assertThat(hub.waitFor()).isEqualTo(SIGKILL);

        Process again = run();
        try (TestAgent back = TestAgent.connect(uri(again), token)) {
            long acknowledged = back.hello("kitchen", "b1").acknowledged().getOrDefault("b1", 0L);
            assertThat(acknowledged).isIn(10L, 20L);
            back.send(TestAgent.telemetry("b1", 5, 25));
            back.awaitAck("b1", 25);
        } finally {
            again.destroy();
            again.waitFor();
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

    private Process run() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.linnet.hub.cli.LinnetHub",
                        "run",
                        "--config",
                        folder.resolve("hub.yaml").toString())
                .redirectErrorStream(true)
                .start();
    }

    private static URI uri(Process hub) throws Exception {
        BufferedReader log = hub.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.matches()) {
                return URI.create("ws://127.0.0.1:" + matcher.group(1) + "/agent");
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the hub did not start: " + said);
    }
}

package dev.linnet.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.TestHub;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a person types them; the hub runs meanwhile where it matters. */
class LinnetHubTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(folder.resolve("hub.yaml"), "state: state\n");
    }

    @Test
    void aTokenLetsADeviceInAndRevokingItPutsItOutWhileTheHubRuns() throws Exception {
        try (TestHub hub = TestHub.start(folder.resolve("state"))) {
            assertThat(run("token", "add", "kitchen")).isZero();
            String token = out.toString().trim();
            hub.hub.refresh();
            TestAgent agent = hub.connect(token);
            agent.hello("kitchen", "b1");
            assertThat(run("token", "list")).isZero();
            assertThat(out.toString()).contains("kitchen").doesNotContain(token);
            assertThat(run("token", "revoke", "kitchen")).isZero();
            assertThat(agent.awaitClose().code()).as("noticed by itself").isEqualTo(1008);
        }
    }

    @Test
    void aSecondTokenNeedsAWord() {
        assertThat(run("token", "add", "kitchen")).isZero();
        assertThat(run("token", "add", "kitchen")).isEqualTo(2);
        assertThat(err.toString()).contains("--replace");
        assertThat(run("token", "add", "kitchen", "--replace")).isZero();
        assertThat(run("token", "revoke", "cellar")).isEqualTo(2);
        assertThat(run("token", "add", "No Name")).isEqualTo(2);
        assertThat(err.toString()).contains("1–63 of a–z");
    }

    @Test
    void apiTokensSayWhatTheyMayDo() {
        assertThat(run("api-token", "add", "grafana", "--read-only")).isZero();
        assertThat(run("api-token", "add", "script")).isZero();
        assertThat(run("api-token", "add", "script")).isEqualTo(2);
        assertThat(run("api-token", "list")).isZero();
        assertThat(out.toString()).containsPattern("grafana +read ").containsPattern("script +control ");
        assertThat(run("api-token", "revoke", "script")).isZero();
        assertThat(run("api-token", "revoke", "script")).isEqualTo(2);
    }

    @Test
    void aLoginLinkLeadsToTheHub() {
        assertThat(run("login-link")).isZero();
        assertThat(out.toString().trim()).matches("http://localhost:8080/login\\?code=lnl_.{43}");
        assertThat(run("logout")).isZero();
    }

    @Test
    void checkNamesEveryMistake() throws Exception {
        assertThat(run("check")).isZero();
        assertThat(out.toString()).contains("good", "127.0.0.1:8080");
        Files.writeString(folder.resolve("hub.yaml"), "stat: state\nlisten: nowhere\n");
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString()).contains("hub.yaml:1:1", "'state'", "hub.yaml:2:9");
    }

    @Test
    void historyPrintsReadingsAsLines() throws Exception {
        assertThat(run("history", "kitchen", "temperature")).isEqualTo(2);
        assertThat(err.toString()).contains("no history at", "--config");
        try (TestHub hub = TestHub.start(folder.resolve("state"))) {
            TestAgent agent = hub.connect(hub.deviceToken("kitchen"));
            agent.hello("kitchen", "b1");
            agent.send(TestAgent.telemetry("b1", 1, 3));
            agent.awaitAck("b1", 3);
            assertThat(run("history", "kitchen", "temperature", "--from", "-1h"))
                    .isZero();
            assertThat(out.toString().lines())
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).matches("20..-..-..T..:..:.*Z,[0-9.]+"))
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(run("history", "kitchen", "nothing")).isEqualTo(2);
            assertThat(err.toString()).contains("no channel 'nothing'");
        }
    }

    @Test
    void runSaysWhoseThePortIs() throws Exception {
        try (TestHub hub = TestHub.start(folder.resolve("other"))) {
            int port = hub.hub.address().getPort();
            Files.writeString(folder.resolve("hub.yaml"), "state: state\nlisten: 127.0.0.1:" + port + "\n");
            assertThat(run("run")).isEqualTo(1);
            assertThat(err.toString()).contains("cannot listen on 127.0.0.1:" + port, "'listen'");
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line =
                LinnetHub.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--config=" + folder.resolve("hub.yaml");
        return line.execute(all);
    }
}

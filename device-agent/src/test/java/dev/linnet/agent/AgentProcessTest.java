package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as systemd runs it: a process, its log, SIGTERM. */
class AgentProcessTest {
    @TempDir
    Path folder;

    private Process start(TestHub hub) throws Exception {
        Files.writeString(folder.resolve("token"), TestHub.TOKEN);
        Files.writeString(folder.resolve("agent.yaml"), """
                device: kitchen
                hub: { url: "%s", token-file: token }
                hardware: fake
                sensors:
                  - { id: pi, driver: host, every: 100ms }
                  - { id: door, driver: gpio-input, pin: 17 }
                actuators:
                  - { id: fan, driver: gpio-output, pin: 27, fail-safe: { state: off } }
                """.formatted(hub.url()));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx32m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "dev.linnet.agent.LinnetAgent",
                        "run",
                        "--config",
                        folder.resolve("agent.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @Test
    void runsAndEndsInGoodOrderWhenToldTo() throws Exception {
        try (TestHub hub = new TestHub(0)) {
            Process agent = start(hub);
            try {
                TestHub.next(hub.hellos);
                assertThat(hub.nextOf("fan").value()).isEqualTo(Value.of(false));
                hub.nextOf("door");
                hub.command("c1", "fan", Value.of(true));
                assertThat(TestHub.next(hub.results)).isEqualTo(Result.done("c1", Value.of(true)));
                assertThat(hub.nextOf("fan").value()).isEqualTo(Value.of(true));

                agent.destroy();
                assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(agent.exitValue()).isZero();
                assertThat(hub.nextOf("fan").value())
                        .as("the fail-safe state still arrives")
                        .isEqualTo(Value.of(false));
            } finally {
                agent.destroyForcibly();
            }
        }
        List<String> log = Files.readAllLines(folder.resolve("log"), StandardCharsets.UTF_8);
        assertThat(log)
                .allMatch(line -> line.matches("(INFO |WARN |ERROR) .*"), "one line a message, Pi4J's chatter silenced")
                .anyMatch(line -> line.startsWith("INFO  linnet-agent 0.") && line.contains("starts as kitchen"))
                .anyMatch(line -> line.startsWith("INFO  the hub has welcomed kitchen"))
                .contains("INFO  command c1: DONE true")
                .last()
                .asString()
                .startsWith("INFO  stopped: ");
    }
}

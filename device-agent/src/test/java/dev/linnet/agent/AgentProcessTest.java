package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as systemd runs it: a process, its log, SIGTERM. */
class AgentProcessTest {
    @TempDir
    Path folder;

    private Process start(TestHub hub) throws Exception {
        return start(hub, "");
    }

    private Process start(TestHub hub, String more) throws Exception {
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
                """.formatted(hub.url()) + more);
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
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** The first values of these channels, whichever comes first. */
    private static Map<String, Value> firstOf(TestHub hub, String... channels) throws InterruptedException {
        Map<String, Value> first = new HashMap<>();
        while (!first.keySet().containsAll(List.of(channels))) {
            Reading reading = TestHub.next(hub.readings);
            first.putIfAbsent(reading.channel(), reading.value());
        }
        return first;
    }

    @Test
    void runsAndEndsInGoodOrderWhenToldTo() throws Exception {
        try (TestHub hub = new TestHub(0)) {
            Process agent = start(hub);
            try {
                TestHub.next(hub.hellos);
                assertThat(firstOf(hub, "fan", "door")).containsEntry("fan", Value.of(false));
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

    @Test
    void aKilledAgentsReadingsAreSentByTheNext() throws Exception {
        TestHub hub = new TestHub(0);
        int port = hub.address.getPort();
        String always = "spool: { mode: always }\n";
        Process killed = start(hub, always);
        String boot;
        long seen;
        try {
            boot = TestHub.next(hub.hellos).boot();
            seen = hub.nextOf("door").sequence();
            hub.close();
            for (Reading taken : hub.readings) {
                seen = Math.max(seen, taken.sequence());
            }
            awaitSegments(4_000); // the host sensor gives more than 20 readings a second
        } finally {
            killed.destroyForcibly().waitFor();
        }
        try (TestHub again = new TestHub(port)) {
            Process next = start(again, always);
            try {
                assertThat(TestHub.next(again.hellos).spooled()).containsExactly(boot);
                // The new run's own readings come between these.
                long first = again.nextIn(boot).sequence();
                assertThat(first)
                        .as("what follows the last that the first hub took")
                        .isLessThanOrEqualTo(seen + 1);
                for (long expected = first + 1; expected < first + 40; expected++) {
                    assertThat(again.nextIn(boot).sequence()).isEqualTo(expected);
                }
            } finally {
                next.destroyForcibly().waitFor();
            }
        }
    }

    private void awaitSegments(long bytes) throws Exception {
        Path spool = folder.resolve("spool/kitchen");
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            spool.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (size(spool) < bytes) {
                WatchKey change = watch.poll(20, TimeUnit.SECONDS);
                assertThat(change).as("something is written").isNotNull();
                change.pollEvents();
                change.reset();
            }
        }
    }

    private static long size(Path spool) throws Exception {
        long size = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(spool, "*.segment")) {
            for (Path file : files) {
                size += Files.size(file);
            }
        }
        return size;
    }
}

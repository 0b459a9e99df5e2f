package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.agent.link.HubDialer;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.fake.FakeBoard;
import dev.linnet.websocket.WebSocketClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole agent on real threads, a real socket and a board in memory. */
class AgentTest {
    private static final String DEVICES = """
            sensors:
              - { id: pi, driver: host, every: 100ms, channels: [load, uptime] }
              - { id: door, driver: gpio-input, pin: 17, quantity: door }
            actuators:
              - { id: fan, driver: gpio-output, pin: 27, fail-safe: { state: off, after: 60s } }
            """;

    @TempDir
    Path folder;

    private final FakeBoard board = new FakeBoard();
    private String encoding = "json";

    private Agent agent(TestHub hub, String token, String devices) throws Exception {
        Path tokenFile = Files.writeString(folder.resolve("token"), token + "\n");
        AgentConfiguration configuration = AgentConfiguration.parse(
                folder.resolve("agent.yaml"),
                "device: kitchen\nhub: { url: '" + hub.url() + "', token-file: token, encoding: " + encoding + " }\n"
                        + devices);
        WebSocketClient client = HubClient.of(configuration.hub());
        Hardware hardware = new Hardware(Path.of("/"), Path.of("target/state"), new Random(1), board::start);
        return new Agent(
                configuration,
                new Devices(configuration, hardware),
                subprotocols -> new HubDialer(client::connect, hub.url(), tokenFile, subprotocols),
                configuration.hub().encoding().codecs(),
                "0.1.0",
                "a board");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "cbor"})
    void readingsGoUpAndCommandsComeDown(String spoken) throws Exception {
        encoding = spoken;
        try (TestHub hub = new TestHub(0);
                Agent agent = agent(hub, TestHub.TOKEN, DEVICES)) {
            agent.start();
            Hello hello = TestHub.next(hub.hellos);
            assertThat(hello.device()).isEqualTo("kitchen");
            assertThat(hello.channels())
                    .extracting(ChannelDescription::id)
                    .containsExactly("pi-load", "pi-uptime", "door", "fan");

            assertThat(hub.nextOf("fan").value()).isEqualTo(Value.of(false));
            Reading load = hub.nextOf("pi-load");
            assertThat(load.time())
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));

            board.drive(0, 17, DigitalState.HIGH);
            while (!hub.nextOf("door").value().equals(Value.of(true))) {
                // the level before the edge
            }

            hub.command("c1", "fan", Value.of(true));
            assertThat(TestHub.next(hub.results)).isEqualTo(Result.done("c1", Value.of(true)));
            assertThat(board.level(0, 27)).isEqualTo(DigitalState.HIGH);
            assertThat(hub.nextOf("fan").value()).isEqualTo(Value.of(true));
            assertThat(agent.complaint()).isNull();
        }
        assertThat(board.level(0, 27)).as("the fail-safe state at the end").isEqualTo(DigitalState.LOW);
    }

    @Test
    void aCutLinkComesBackAndNoReadingIsMissing() throws Exception {
        try (TestHub hub = new TestHub(0);
                Agent agent = agent(hub, TestHub.TOKEN, DEVICES)) {
            agent.start();
            String boot = TestHub.next(hub.hellos).boot();
            long expected = 1;
            for (int cut = 0; cut < 3; cut++) {
                for (int i = 0; i < 20; i++) {
                    assertThat(TestHub.next(hub.readings).sequence()).isEqualTo(expected++);
                }
                hub.cut();
                assertThat(TestHub.next(hub.hellos).boot()).isEqualTo(boot);
            }
            assertThat(TestHub.next(hub.readings).sequence()).isEqualTo(expected);
        }
    }

    @Test
    void whatWasSampledBeforeItsEndArrives() throws Exception {
        try (TestHub hub = new TestHub(0)) {
            Agent agent = agent(hub, TestHub.TOKEN, DEVICES);
            agent.start();
            hub.nextOf("fan");
            hub.command("c1", "fan", Value.of(true));
            TestHub.next(hub.results);
            agent.close();
            agent.close();
            assertThat(agent.spoolDepth().readings()).isZero();
            while (!hub.nextOf("fan").value().equals(Value.of(false))) {
                // the readings before the end's fail-safe state
            }
        }
    }

    @Test
    void aWrongTokenIsRefusedAndTheAgentKeepsItsReadings() throws Exception {
        try (TestHub hub = new TestHub(0);
                Agent agent = agent(hub, "wrong-token", DEVICES)) {
            agent.start();
            assertThat(TestHub.next(hub.refusals)).isEqualTo(401);
            assertThat(hub.hellos).isEmpty();
            assertThat(agent.spoolDepth().readings()).isPositive();
        }
    }

    @Test
    void endsQuicklyWithoutAHub() throws Exception {
        TestHub gone = new TestHub(0);
        gone.close();
        Agent agent = agent(gone, TestHub.TOKEN, DEVICES);
        agent.start();
        long before = System.nanoTime();
        agent.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }
}

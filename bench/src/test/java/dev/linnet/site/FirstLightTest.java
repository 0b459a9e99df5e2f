package dev.linnet.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.mqtt.Mosquitto;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path with the installed programs as processes, and a real Mosquitto. */
class FirstLightTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KITCHEN = "linnet/kitchen/";
    private static final String FAST_KITCHEN = """
            sensors:
              - { id: temperature, driver: simulated, min: 19, max: 23, period: 10s, every: 20ms }
              - { id: door, driver: simulated-switch, period: 1s, every: 50ms }
            actuators:
              - { id: relay, driver: simulated-relay, every: 10s, fail-safe: { state: off, after: 60s } }
            """;

    @TempDir
    Path directory;

    private final Waiting waiting = new Waiting();
    private Mosquitto broker;
    private Site site;
    private URI address;
    private Subscriber subscriber;
    private HubClient client;

    @BeforeEach
    void configure() throws Exception {
        broker = Mosquitto.open();
        site = new Site(
                directory.resolve("site"),
                Path.of("../hub/target/app/bin/linnet-hub"),
                Path.of("../device-agent/target/app/bin/linnet-agent"));
        int port = Ports.free(0, "the hub", "");
        address = URI.create("http://127.0.0.1:" + port + "/");
        site.configureHub(port, broker.url().toString());
        site.configureAgent(Site.KITCHEN, address, FAST_KITCHEN);
        subscriber = new Subscriber(broker.url().toString(), "first-light");
        client = new HubClient(address, site.apiToken());
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        subscriber.close();
        broker.close();
    }

    @Test
    void readingsReachTheBrokerAndCommandsFromThereTheRelay() throws Exception {
        try (Program hub = site.startHub();
                Program agent = site.startAgent(Site.KITCHEN)) {
            untilSeen("availability", "online");
            waiting.until("a temperature", PATIENCE, () -> subscriber.latest(KITCHEN + "temperature") != null);
            untilSeen("relay", "OFF");

            subscriber.publish(KITCHEN + "relay/set", "{\"id\":\"light-1\",\"value\":true}");
            waiting.until("the result", PATIENCE, () -> result("light-1") != null);
            assertThat(result("light-1")).isEqualTo(Result.done("light-1", Value.of(true)));
            untilSeen("relay", "ON");

            assertThat(client.post("api/v1/devices/kitchen/channels/relay/commands", "{\"value\":false}"))
                    .contains("\"status\":\"done\"")
                    .contains("\"value\":false");
            untilSeen("relay", "OFF");

            try (Subscriber late = new Subscriber(broker.url().toString(), "late")) {
                waiting.until("a retained state", PATIENCE, () -> "OFF".equals(late.latest(KITCHEN + "relay")));
            }
            agent.stop();
            untilSeen("availability", "offline");
            hub.stop();
            assertThat(site.history().readings(Site.KITCHEN)).isEqualTo(agent.sampled());
            assertThat(agent.sampled()).isGreaterThan(20);
        }
        waiting.until("the bridge's end", PATIENCE, () -> "offline".equals(subscriber.latest("linnet/bridge/state")));
    }

    @Test
    void aHubThatIsKilledAgainAndAgainCostsNoReadingAndDoublesNone() throws Exception {
        try (Program agent = site.startAgent(Site.KITCHEN)) {
            for (int run = 0; run < 4; run++) {
                try (Program hub = site.startHub()) {
                    untilTheAgentIsThere();
                    hub.kill();
                }
                untilSeen("bridge", "state", "offline"); // the last will
            }
            try (Program hub = site.startHub()) {
                untilTheAgentIsThere();
                agent.stop();
                hub.stop();
            }
            assertThat(site.history().readings(Site.KITCHEN)).isEqualTo(agent.sampled());
        }
    }

    @Test
    void aSecondAgentOfTheSameDeviceTakesOverAndTheFirstStandsBack() throws Exception {
        try (Program hub = site.startHub();
                Program first = site.startAgent(Site.KITCHEN)) {
            untilSeen("availability", "online");
            try (Program second = Program.start("second", site.directory(), site.agentCommand(Site.KITCHEN))) {
                waiting.until("the take-over", PATIENCE, () -> first.tail().contains("newer connection"));
                subscriber.publish(KITCHEN + "relay/set", "{\"id\":\"second-1\",\"value\":true}");
                waiting.until("the result", PATIENCE, () -> result("second-1") != null);
                assertThat(List.of(hub.running(), first.running(), second.running()))
                        .containsOnly(true);
            }
        }
    }

    @Test
    void aWrongTokenIsSaidPlainlyAndDisturbsNobody() throws Exception {
        site.configureAgent("garden", address, FAST_KITCHEN);
        site.replaceToken("garden", "lnd_this-is-not-a-token");
        try (Program hub = site.startHub();
                Program kitchen = site.startAgent(Site.KITCHEN);
                Program garden = site.startAgent("garden")) {
            waiting.until("the refusal", PATIENCE, () -> garden.tail().contains("401"));
            assertThat(garden.tail()).contains("token");
            untilSeen("availability", "online");
            assertThat(List.of(hub.running(), kitchen.running(), garden.running()))
                    .containsOnly(true);
        }
    }

    /** Fresh readings come through, not only what the broker has retained. */
    private void untilTheAgentIsThere() throws Exception {
        long before = subscriber.messages();
        waiting.until("the agent at the hub", PATIENCE, () -> subscriber.messages() > before + 100);
    }

    private @Nullable Result result(String id) throws SiteException {
        return subscriber.result(KITCHEN + "relay/result", id);
    }

    private void untilSeen(String channel, String value) throws Exception {
        untilSeen("kitchen", channel, value);
    }

    private void untilSeen(String device, String topic, String value) throws Exception {
        waiting.until(
                topic + " " + value, PATIENCE, () -> value.equals(subscriber.latest("linnet/" + device + "/" + topic)));
    }
}

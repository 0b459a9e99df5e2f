package dev.linnet.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs with a proxy between them that lets no WebSocket through, loses answers, and later mends its ways. */
class BlockedNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String KITCHEN = """
            sensors:
              - { id: temperature, driver: simulated, min: 19, max: 23, noise: 0.1, period: 2m, every: 20ms }
            actuators:
              - { id: relay, driver: simulated-relay, every: 1s, fail-safe: { state: off, after: 60s } }
            """;

    @TempDir
    Path directory;

    private final Waiting waiting = new Waiting();

    @Test
    void nothingIsLostOrDoubledOnTheWayToHttpAndBack() throws Exception {
        Site site = new Site(
                directory.resolve("site"),
                Path.of("../hub/target/app/bin/linnet-hub"),
                Path.of("../device-agent/target/app/bin/linnet-agent"));
        int port = Ports.free(0, "the hub", "");
        URI hubAddress = URI.create("http://127.0.0.1:" + port + "/");
        try (BlockingProxy proxy = new BlockingProxy(port)) {
            site.configureHub(port, "tcp://127.0.0.1:1"); // no broker is needed here
            site.configureAgent(Site.KITCHEN, URI.create("http://127.0.0.1:" + proxy.port() + "/"), KITCHEN);
            try (HubClient client = new HubClient(hubAddress, site.apiToken());
                    Program hub = site.startHub();
                    Program agent = site.startAgent(Site.KITCHEN)) {
                waiting.until("HTTP", PATIENCE, () -> agent.tail().contains("going on over plain HTTP"));
                assertThat(proxy.upgradesSeen()).isGreaterThanOrEqualTo(3);
                waiting.until("the hub", PATIENCE, client::healthy);
                waiting.until("the welcome", PATIENCE, () -> agent.tail().contains("the hub has welcomed"));
                assertThat(command(client, true)).contains("\"status\":\"done\"");

                proxy.cutEvery(3);
                waiting.until("answers that are lost", PATIENCE, () -> proxy.cutAnswers() > 10);
                assertThat(command(client, false)).contains("\"status\":\"done\"");
                proxy.cutEvery(0);

                proxy.upgrades(BlockingProxy.Upgrades.PASS);
                waiting.until("WebSocket", PATIENCE, () -> agent.tail().contains("the link goes on over WebSocket"));
                assertThat(command(client, true)).contains("\"status\":\"done\"");
                agent.stop();
                hub.stop();
                assertThat(agent.sampled()).isGreaterThan(500);
                assertThat(site.history().readings(Site.KITCHEN)).isEqualTo(agent.sampled());
            }
        }
    }

    private static String command(HubClient client, boolean on) throws Exception {
        return client.post("api/v1/devices/kitchen/channels/relay/commands", "{\"value\":" + on + "}");
    }
}

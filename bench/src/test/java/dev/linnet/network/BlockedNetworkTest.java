package dev.linnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestHub;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.config.HistoryConfiguration;
import dev.linnet.hub.config.LimitsConfiguration;
import dev.linnet.hub.history.HistoryQuery;
import dev.linnet.hub.history.Retention;
import dev.linnet.protocol.Value;
import dev.linnet.site.History;
import dev.linnet.site.HubClient;
import dev.linnet.site.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An agent behind a proxy that lets no WebSocket through finds its way over plain HTTP, works, and comes back when it can; each
 * reading is in the history once.
 */
class BlockedNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Waiting waiting = new Waiting();
    private TestHub hub;
    private HubClient client;
    private Path tokenFile;

    @BeforeEach
    void open() throws Exception {
        hub = TestHub.start(
                folder.resolve("state"),
                TestHub.configuration(folder.resolve("state"))
                        .withHistory(
                                new HistoryConfiguration(Duration.ofMillis(20), 1000, 64 << 10, Retention.DEFAULT)));
        client = new HubClient(hub.uri("http", "/"), hub.apiToken(Permission.CONTROL));
        tokenFile = Files.writeString(folder.resolve("token"), hub.deviceToken(QuickAgent.DEVICE));
    }

    @AfterEach
    void end() {
        client.close();
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(value = BlockingProxy.Upgrades.class, mode = EnumSource.Mode.EXCLUDE, names = "PASS")
    void howeverItIsBlockedReadingsAndCommandsGetThrough(BlockingProxy.Upgrades blocked) throws Exception {
        try (BlockingProxy proxy = proxy(blocked);
                QuickAgent agent = new QuickAgent(proxy.url(), tokenFile)) {
            waiting.until("a session over HTTP", PATIENCE, () -> agent.isOverHttp() && isOnline());
            assertThat(proxy.handshakes()).isGreaterThanOrEqualTo(3);
            assertThat(command(true)).contains("\"status\":\"done\"").contains("\"value\":true");
            assertEverythingIsStoredOnce(agent);
        }
    }

    @Test
    void aDeviceWithAsManyChannelsAsTheHubTakesIsWelcome() throws Exception {
        try (BlockingProxy proxy = proxy(BlockingProxy.Upgrades.ANSWERED_WITH_502);
                QuickAgent agent = new QuickAgent(proxy.url(), tokenFile, LimitsConfiguration.DEFAULT.channels() - 2)) {
            proxy.loseEvery(3);
            waiting.until("a session over HTTP", PATIENCE, () -> agent.isOverHttp() && isOnline());
            assertThat(command(true)).contains("\"status\":\"done\"");
            assertEverythingIsStoredOnce(agent);
        }
    }

    @Test
    void nothingIsLostOrDoubledOnTheWayToHttpThroughItsTroublesAndBack() throws Exception {
        try (BlockingProxy proxy = proxy(BlockingProxy.Upgrades.ANSWERED_WITH_502);
                QuickAgent agent = new QuickAgent(proxy.url(), tokenFile)) {
            waiting.until("a session over HTTP", PATIENCE, () -> agent.isOverHttp() && isOnline());

            proxy.loseEvery(3);
            proxy.cutEvery(3);
            waiting.until(
                    "lost answers and cut polls", PATIENCE, () -> proxy.lostAnswers() >= 10 && proxy.cutPolls() >= 10);
            assertThat(command(true)).contains("\"status\":\"done\"");
            proxy.loseEvery(0);
            proxy.cutEvery(0);

            try (AutoCloseable lock = new History(hub.state().resolve("history.db")).lock()) {
                assertThat(lock).isNotNull();
                agent.burst(2_000); // many times what may wait for its commit
                waiting.until("back-pressure", PATIENCE, () -> proxy.refusals() > 0);
            }
            assertThat(isOnline()).isTrue();
            waiting.until("all that was held back", PATIENCE, () -> agent.waiting() < 100);

            proxy.upgrades(BlockingProxy.Upgrades.PASS);
            waiting.until("WebSocket", PATIENCE, () -> !agent.isOverHttp());
            assertThat(command(false)).contains("\"status\":\"done\"");
            assertEverythingIsStoredOnce(agent);
        }
    }

    private BlockingProxy proxy(BlockingProxy.Upgrades upgrades) throws Exception {
        return new BlockingProxy(hub.hub.address().getPort(), upgrades);
    }

    private boolean isOnline() {
        return hub.hub.devices().devices().stream().anyMatch(device -> device.online());
    }

    private String command(boolean on) throws Exception {
        return client.post("api/v1/devices/kitchen/channels/relay/commands", "{\"value\":" + on + "}");
    }

    private void assertEverythingIsStoredOnce(QuickAgent agent) throws Exception {
        long sampled = agent.stopSampling();
        waiting.until("the last acknowledgement", PATIENCE, () -> agent.waiting() == 0);
        assertThat(sampled).isBetween(1L, (long) HistoryQuery.MAX_POINTS);
        HistoryQuery.Raw all = new HistoryQuery.Raw(
                QuickAgent.DEVICE,
                QuickAgent.THERMOMETER,
                Instant.EPOCH,
                Instant.now().plusSeconds(60),
                HistoryQuery.MAX_POINTS,
                null);
        long[] stored = hub.hub.history().page(all).orElseThrow().points().stream()
                .mapToLong(point -> point.value() instanceof Value.Numeric(double number) ? (long) number : -1)
                .sorted()
                .toArray();
        assertThat(stored).isEqualTo(LongStream.rangeClosed(1, sampled).toArray());
    }
}

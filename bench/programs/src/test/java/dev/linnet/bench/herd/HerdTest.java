package dev.linnet.bench.herd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.Hub;
import dev.linnet.hub.access.Permission;
import dev.linnet.hub.config.HubConfiguration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that come back all at once are admitted within seconds, and a dashboard is answered meanwhile. */
class HerdTest {
    private static final int AGENTS = 2_000;

    @TempDir
    Path state;

    @Test
    void twoThousandAgentsComeBackAndADashboardHardlyNotices() throws Exception {
        HubConfiguration configuration =
                HubConfiguration.at(state).withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (Hub hub = new Hub(configuration)) {
            hub.start();
            List<String> tokens = HerdBenchmark.tokens(hub, AGENTS);
            String api = hub.credentials().newApiToken("visitor", Permission.READ);
            hub.refresh();
            Visitor visitor = new Visitor(hub.address(), HerdBenchmark.device(0), api);
            try (Herd herd = new Herd(hub.address(), tokens, new Random(1))) {
                Herd.Return back = herd.run(Duration.ofSeconds(90));
                assertThat(back.admitted()).isEqualTo(AGENTS);
                assertThat(back.refusals()).as("the hub sets the pace").isPositive();
                assertThat(hub.devices().devices()).hasSize(AGENTS).allMatch(device -> device.online());
            } finally {
                visitor.leave();
            }
            assertThat(visitor.failures()).isZero();
            // Generous: the machine that runs this may have better to do.
            assertThat(visitor.within(0.9)).isLessThan(Duration.ofSeconds(1));
        }
    }
}

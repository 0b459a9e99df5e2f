package dev.linnet.hub;

import dev.linnet.hub.access.Permission;
import dev.linnet.hub.config.HistoryConfiguration;
import dev.linnet.hub.config.HubConfiguration;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.hub.history.Retention;
import dev.linnet.protocol.Value;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** A real hub on a free port of the loopback address, committing every few milliseconds. */
public final class TestHub implements AutoCloseable {
    public final Hub hub;
    private final Path state;

    private TestHub(Path state, Hub hub) {
        this.state = state;
        this.hub = hub;
    }

    public static HubConfiguration configuration(Path state) {
        return HubConfiguration.at(state)
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withHistory(new HistoryConfiguration(Duration.ofMillis(5), 1000, 1 << 20, Retention.DEFAULT));
    }

    public static TestHub start(Path state) throws Exception {
        return start(state, configuration(state));
    }

    public static TestHub start(Path state, HubConfiguration configuration) throws Exception {
        Hub hub = new Hub(configuration);
        try {
            hub.start();
        } catch (Exception e) {
            hub.close();
            throw e;
        }
        return new TestHub(state, hub);
    }

    public String deviceToken(String device) throws Exception {
        String token = hub.credentials().newDeviceToken(device);
        hub.refresh();
        return token;
    }

    public String apiToken(Permission permission) throws Exception {
        String token = hub.credentials().newApiToken("test", permission);
        hub.refresh();
        return token;
    }

    public URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + hub.address().getPort() + path);
    }

    /** An agent that has connected and said nothing yet. */
    public TestAgent connect(String token) throws Exception {
        return TestAgent.connect(uri("ws", "/agent"), token);
    }

    /** The device as it is now; it must be known. */
    public DeviceSnapshot device(String id) {
        return Objects.requireNonNull(hub.devices().device(id), "no device " + id);
    }

    /** The channel's latest value; there must be one. */
    public Value latest(String device, String channel) {
        DeviceSnapshot.Channel described = Objects.requireNonNull(device(device).channel(channel));
        return Objects.requireNonNull(described.latest()).value();
    }

    public Path state() {
        return state;
    }

    @Override
    public void close() {
        hub.close();
    }
}

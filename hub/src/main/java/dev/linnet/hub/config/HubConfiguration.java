package dev.linnet.hub.config;

import dev.linnet.configuration.Configuration;
import dev.linnet.configuration.ConfigurationException;
import dev.linnet.configuration.Section;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set about a hub.
 *
 * @param listen where agents, browsers and programs connect; the loopback address unless set, since without TLS in front
 *     tokens cross the network in the clear
 * @param state the folder that keeps the history and who may come in
 * @param publicUrl how people reach the hub, for login links; null to derive it from {@code listen}
 * @param lateAfter a reading older than this on arrival is not live
 * @param browserSession how long a browser stays logged in
 * @param history how the history is written
 * @param limits what devices may use up
 * @param tls the hub's own certificate; null to speak plain HTTP and WebSocket
 * @param mqtt the broker to bridge to; null for none
 */
public record HubConfiguration(
        InetSocketAddress listen,
        Path state,
        @Nullable URI publicUrl,
        Duration lateAfter,
        Duration browserSession,
        HistoryConfiguration history,
        LimitsConfiguration limits,
        @Nullable TlsConfiguration tls,
        @Nullable MqttConfiguration mqtt) {
    public static final Path DEFAULT_FILE = Path.of("/etc/linnet/hub.yaml");
    public static final Path DEFAULT_STATE = Path.of("/var/lib/linnet-hub");

    private static final InetSocketAddress DEFAULT_LISTEN =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080);
    private static final Duration LATE_AFTER = Duration.ofMinutes(2);
    private static final Duration BROWSER_SESSION = Duration.ofDays(30);

    /** The defaults, with that folder for the state. */
    public static HubConfiguration at(Path state) {
        return new HubConfiguration(
                DEFAULT_LISTEN,
                state,
                null,
                LATE_AFTER,
                BROWSER_SESSION,
                HistoryConfiguration.DEFAULT,
                LimitsConfiguration.DEFAULT,
                null,
                null);
    }

    /** Reads a file. */
    public static HubConfiguration read(Path file) throws ConfigurationException {
        return Configuration.read(file, HubConfiguration::bind);
    }

    public HubConfiguration withListen(InetSocketAddress address) {
        return new HubConfiguration(address, state, publicUrl, lateAfter, browserSession, history, limits, tls, mqtt);
    }

    public HubConfiguration withHistory(HistoryConfiguration other) {
        return new HubConfiguration(listen, state, publicUrl, lateAfter, browserSession, other, limits, tls, mqtt);
    }

    public HubConfiguration withLimits(LimitsConfiguration other) {
        return new HubConfiguration(listen, state, publicUrl, lateAfter, browserSession, history, other, tls, mqtt);
    }

    public HubConfiguration withMqtt(@Nullable MqttConfiguration broker) {
        return new HubConfiguration(listen, state, publicUrl, lateAfter, browserSession, history, limits, tls, broker);
    }

    public HubConfiguration withTls(@Nullable TlsConfiguration other) {
        return new HubConfiguration(listen, state, publicUrl, lateAfter, browserSession, history, limits, other, mqtt);
    }

    static HubConfiguration bind(Section top) {
        return new HubConfiguration(
                top.valueOr("listen", DEFAULT_LISTEN, ListenAddress::parse),
                top.path("state", DEFAULT_STATE),
                top.has("public-url")
                        ? top.value("public-url", URI.create("http://localhost"), HubConfiguration::url)
                        : null,
                top.duration("late-after", LATE_AFTER),
                top.duration("browser-session", BROWSER_SESSION),
                HistoryConfiguration.bind(top.section("history")),
                LimitsConfiguration.bind(top.section("limits")),
                top.has("tls") ? TlsConfiguration.bind(top.section("tls")) : null,
                top.has("mqtt") ? MqttConfiguration.bind(top.section("mqtt")) : null);
    }

    private static URI url(String text) {
        URI url = URI.create(text);
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("expected http://HOST[:PORT] or https://HOST, not '" + text + "'");
        }
        return url;
    }
}

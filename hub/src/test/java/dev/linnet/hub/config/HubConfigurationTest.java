package dev.linnet.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.configuration.Configuration;
import dev.linnet.configuration.ConfigurationException;
import dev.linnet.hub.history.Retention;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubConfigurationTest {
    @Test
    void anEmptyFileIsASafeHub() throws Exception {
        HubConfiguration configuration = parse("");
        assertThat(configuration.listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(configuration.state()).isEqualTo(Path.of("/var/lib/linnet-hub"));
        assertThat(configuration.mqtt()).isNull();
        assertThat(configuration).isEqualTo(HubConfiguration.at(HubConfiguration.DEFAULT_STATE));
    }

    @Test
    void everythingCanBeSet() throws Exception {
        HubConfiguration configuration = parse("""
                listen: 0.0.0.0:9000
                state: data
                public-url: https://hub.example
                late-after: 30s
                browser-session: 1d
                history: { commit-every: 10s, commit-readings: 100, queue: 1MiB,
                           raw: 7d, minutes: 2y, hours: forever, max-size: 1GiB }
                limits: { connections: 10, message: 128KiB, readings-per-message: 50, channels-per-device: 7,
                          handshakes-per-second: 3, connections-per-device: 2 }
                mqtt: { url: "ssl://broker.example:8883", username: hub, password-file: mqtt.password, base: home/linnet }
                """);
        assertThat(configuration.listen().getPort()).isEqualTo(9000);
        assertThat(configuration.state()).isEqualTo(Path.of("/etc/linnet/data"));
        assertThat(configuration.lateAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.history())
                .isEqualTo(new HistoryConfiguration(
                        Duration.ofSeconds(10),
                        100,
                        1 << 20,
                        new Retention(Duration.ofDays(7), Duration.ofDays(730), null, 1L << 30)));
        assertThat(configuration.limits()).isEqualTo(new LimitsConfiguration(10, 128 << 10, 50, 7, 3, 2));
        assertThat(configuration.mqtt()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: 8080                      | :1:9: listen: expected ADDRESS:PORT",
                "listen: 127.0.0.1:99999           | :1:9: listen: expected ADDRESS:PORT",
                "lissten: 127.0.0.1:8080           | did you mean 'listen'?",
                "history: { commit-every: 1 }      | a duration with its unit",
                "history: { queue: 1KiB }          | at least 64KiB",
                "history: { raw: forever }         | minutes: must be kept as long as raw",
                "history: { hours: 30d }           | hours: must be kept as long as minutes",
                "history: { raw: never }           | or 1y, or forever",
                "history: { raw: 0s }              | expected how long to keep it",
                "history: { max-size: 1KiB }       | at least 1MiB",
                "limits: { message: 1B }           | 1KiB to 16MiB",
                "limits: { connections: 0 }        | whole number from 1",
                "public-url: hub.example           | expected http://HOST",
                "mqtt: { url: 'mqtt://broker' }    | expected tcp://HOST:PORT",
                "mqtt: { url: 'tcp://b', base: '#' } | topic levels"
            })
    void aMistakeIsNamedWithItsPlace(String yaml, String words) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("/etc/linnet/hub.yaml:1:")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080", "0.0.0.0:1", "[0:0:0:0:0:0:0:1]:8080"})
    void addressesAreWrittenAsTheyAreRead(String text) {
        assertThat(ListenAddress.text(ListenAddress.parse(text))).isEqualTo(text);
    }

    @Test
    void loginLinksLeadToWherePeopleReachTheHub() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        assertThat(LoginLink.of(parse(""), loopback, "x")).hasToString("http://localhost:4711/login?code=x");
        assertThat(LoginLink.of(parse("public-url: https://hub.example/"), loopback, "x"))
                .hasToString("https://hub.example/login?code=x");
        InetSocketAddress other = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 80);
        assertThat(LoginLink.of(parse(""), other, "x")).hasToString("http://[2001:db8:0:0:0:0:0:1]:80/login?code=x");
    }

    private static HubConfiguration parse(String yaml) throws ConfigurationException {
        return Configuration.parse(Path.of("/etc/linnet/hub.yaml"), yaml, HubConfiguration::bind);
    }
}

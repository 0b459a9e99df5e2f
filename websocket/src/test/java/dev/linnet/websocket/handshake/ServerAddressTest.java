package dev.linnet.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ws://hub.local, false, hub.local, 80, /, hub.local",
        "WSS://hub.local/agent?x=%20, true, hub.local, 443, /agent?x=%20, hub.local",
        "ws://hub.local:443/, false, hub.local, 443, /, hub.local:443",
        "wss://[::1]:8443/a, true, ::1, 8443, /a, [::1]:8443",
        "wss://[2001:db8::1]/a, true, 2001:db8::1, 443, /a, [2001:db8::1]",
    })
    void takesAddressesApart(String uri, boolean secure, String host, int port, String target, String hostHeader) {
        ServerAddress address = ServerAddress.of(URI.create(uri));

        assertThat(address).isEqualTo(new ServerAddress(secure, host, port, target));
        assertThat(address.hostHeader()).isEqualTo(hostHeader);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a/",
                "//a/",
                "ws:a",
                "ws:///x",
                "ws://a/#f",
                "ws://u:p@a/",
                "ws://a:0/",
                "ws://a:65536/",
                "ws://a/é"
            })
    void refusesWhatIsNoWebSocketAddress(String uri) {
        assertThatThrownBy(() -> ServerAddress.of(URI.create(uri))).isInstanceOf(IllegalArgumentException.class);
    }
}

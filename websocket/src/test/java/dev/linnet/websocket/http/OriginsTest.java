package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static HttpRequest request(String host, String... origins) {
        List<HttpHeaders.Field> fields = new ArrayList<>(List.of(new HttpHeaders.Field("Host", host)));
        for (String origin : origins) {
            fields.add(new HttpHeaders.Field("Origin", origin));
        }
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return new HttpRequest("GET", "/", "", new HttpHeaders(fields), new byte[0], remote, false);
    }

    @ParameterizedTest
    @CsvSource({
        "hub.local,          http://hub.local,       true",
        "hub.local,          https://hub.local,      true",
        "Hub.Local:80,       http://hub.local,       true",
        "hub.local,          https://hub.local:443,  true",
        "hub.local:8443,     https://HUB.local:8443, true",
        "'[::1]:8080',       'http://[::1]:8080',    true",
        "hub.local,          http://hub.local:81,    false",
        "hub.local:8443,     https://hub.local,      false",
        "hub.local,          http://evil.example,    false",
        "hub.local,          http://hub.local.evil,  false",
        "hub.local,          http://hub.local@evil,  false",
        "hub.local,          http://hub.local/page,  false",
        "hub.local,          hub.local,              false",
        "hub.local,          null,                   false",
        "hub.local,          '',                     false",
        "hub.local,          'http://hub local',     false",
    })
    void knowsItsOwnPages(String host, String origin, boolean own) {
        HttpRequest request = request(host, origin);
        assertThat(Origins.isOwn(request)).isEqualTo(own);
        assertThat(Origins.own().allow(request)).isEqualTo(own);
        assertThat(Origins.any().allow(request)).isTrue();
    }

    @Test
    void meansNobodyButBrowsers() {
        HttpRequest program = request("hub.local");
        assertThat(Origins.own().allow(program)).isTrue();
        assertThat(Origins.of("https://hub.example").allow(program)).isTrue();
        assertThat(Origins.isOwn(program)).isFalse();
    }

    @Test
    void isNotFooledByTwo() {
        HttpRequest request = request("hub.local", "http://hub.local", "http://evil.example");
        assertThat(Origins.own().allow(request)).isFalse();
        assertThat(Origins.of("http://hub.local").allow(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example,      true",
        "https://app.example:443,  true",
        "HTTPS://App.Example,      true",
        "http://lab.local:8080,    true",
        "http://app.example,       false",
        "https://app.example:8443, false",
        "http://lab.local,         false",
        "http://hub.local,         false",
        "null,                     false",
    })
    void allowsThoseOnTheListAndNoOthers(String origin, boolean allowed) {
        Origins list = Origins.of("https://app.example", "http://lab.local:8080");
        assertThat(list.allow(request("hub.local", origin))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app.example", "https://app.example/", "https://app.example/page", "https:", "*"})
    void refusesAListThatNobodyWouldMeet(String origin) {
        assertThatThrownBy(() -> Origins.of("https://app.example", origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(origin);
    }
}

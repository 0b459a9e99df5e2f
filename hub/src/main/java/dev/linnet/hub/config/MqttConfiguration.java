package dev.linnet.hub.config;

import dev.linnet.configuration.Section;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The broker that the hub bridges to.
 *
 * @param url {@code tcp://host:1883} or {@code ssl://host:8883}
 * @param username null for none
 * @param passwordFile holds the password; null for none
 * @param caFile certificates (PEM) that vouch for the broker; null for those that Java knows
 * @param clientId the hub's name at the broker, unlike that of any other client; null to make one from {@code base}
 * @param base the first level of every topic
 * @param discovery whether devices announce themselves to Home Assistant
 * @param discoveryPrefix the first level of Home Assistant's topics
 */
public record MqttConfiguration(
        URI url,
        @Nullable String username,
        @Nullable Path passwordFile,
        @Nullable Path caFile,
        @Nullable String clientId,
        String base,
        boolean discovery,
        String discoveryPrefix) {
    static MqttConfiguration bind(Section section) {
        return new MqttConfiguration(
                section.value("url", URI.create("tcp://localhost:1883"), MqttConfiguration::broker),
                section.has("username") ? section.text("username") : null,
                section.has("password-file") ? section.path("password-file", Path.of("")) : null,
                section.has("ca-file") ? section.path("ca-file", Path.of("")) : null,
                section.has("client-id") ? section.text("client-id") : null,
                section.valueOr("base", "linnet", MqttConfiguration::topicLevel),
                section.flag("discovery", true),
                section.valueOr("discovery-prefix", "homeassistant", MqttConfiguration::topicLevel));
    }

    private static URI broker(String text) {
        URI url = URI.create(text);
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equals("tcp") || scheme.equals("ssl")) || url.getHost() == null) {
            throw new IllegalArgumentException("expected tcp://HOST:PORT or ssl://HOST:PORT, not '" + text + "'");
        }
        return url;
    }

    private static String topicLevel(String text) {
        if (!text.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
            throw new IllegalArgumentException(
                    "expected topic levels of letters, digits, '_' and '-' between slashes, not '" + text + "'");
        }
        return text;
    }
}

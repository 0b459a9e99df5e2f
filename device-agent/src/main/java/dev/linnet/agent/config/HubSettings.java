package dev.linnet.agent.config;

import dev.linnet.configuration.Section;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodecs;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hub and how to be believed by it.
 *
 * @param url {@code ws://} or {@code wss://}, with the path
 * @param tokenFile holds the device's token; read anew at each connection, so that it can be replaced
 * @param caFile a PEM file of the authorities to believe, null for the system's
 * @param pins SHA-256 fingerprints of the certificates to believe, hexadecimal; empty for any that an authority vouches for
 * @param encoding how messages are written
 * @param transport what carries them
 */
public record HubSettings(
        URI url, Path tokenFile, @Nullable Path caFile, List<String> pins, Encoding encoding, Transport transport) {
    /** What carries messages. */
    public enum Transport {
        /** WebSocket, and plain HTTP where that is blocked. */
        AUTO,
        /** WebSocket or nothing. */
        WEBSOCKET,
        /** Plain HTTP. */
        HTTP
    }

    /** How messages are written. */
    public enum Encoding {
        /** Readable in any debugger. */
        JSON,
        /** Smaller; JSON with a hub that does not speak it. */
        CBOR;

        /** What to offer to the hub. */
        public MessageCodecs codecs() {
            return switch (this) {
                case JSON -> MessageCodecs.of(JsonCodec.ofFewNumbers());
                case CBOR -> MessageCodecs.of(new CborCodec(), JsonCodec.ofFewNumbers());
            };
        }
    }

    private static final URI STAND_IN = URI.create("wss://localhost/agent");

    static HubSettings bind(Section section) {
        URI url = section.value("url", STAND_IN, HubSettings::url);
        Path tokenFile = section.file("token-file");
        Path caFile = section.has("ca-file") ? section.file("ca-file") : null;
        List<String> pins = section.texts("pins");
        for (String pin : pins) {
            if (!pin.replace(":", "").matches("[0-9A-Fa-f]{64}")) {
                section.problem(
                        "pins", "pins: expected SHA-256 fingerprints of 64 hexadecimal digits, not '" + pin + "'");
            }
        }
        if (caFile != null && !pins.isEmpty()) {
            section.problem("pins", "pins and ca-file exclude each other: a pinned certificate needs no authority");
        }
        if ((caFile != null || !pins.isEmpty()) && "ws".equals(url.getScheme())) {
            section.problem("url", "url: ca-file and pins need wss://, and ws:// does not encrypt");
        }
        Encoding encoding = section.choice("encoding", Encoding.class, Encoding.JSON);
        Transport transport = section.choice("transport", Transport.class, Transport.AUTO);
        return new HubSettings(url, tokenFile, caFile, List.copyOf(pins), encoding, transport);
    }

    private static URI url(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw expected(text, e);
        }
        boolean known = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
        if (!known || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw expected(text, null);
        }
        return url.getPath().isEmpty() ? url.resolve("/agent") : url;
    }

    private static IllegalArgumentException expected(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "expected an address such as wss://hub.local/agent or ws://127.0.0.1:8080/agent, not '" + text + "'",
                cause);
    }
}

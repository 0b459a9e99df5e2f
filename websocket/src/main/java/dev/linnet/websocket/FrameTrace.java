package dev.linnet.websocket;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where the frames of a connection are written down while somebody looks for a fault, as lines like
 *
 * <pre>
 * 127.0.0.1:51324 in  TEXT fin 35 bytes "{\"type\":\"hello\",\"token\":\"***\"}"
 * 127.0.0.1:51324 out BINARY fin rsv1 98 of 400 bytes 83 01 02 …
 * 127.0.0.1:51324 in  CLOSE fin 5 bytes 1000 "bye"
 * </pre>
 *
 * <p>A compressed frame shows its size and the payload before compression; of one that comes in, the payload follows when
 * the message is whole, in a line of its own. Opening handshakes, and with them {@code Authorization}, are not traced.
 *
 * @param lines gets each line, on one of the connection's threads, and must not block; what it throws ends the trace
 * @param payloadBytes how many bytes of a payload are shown at most; 0 shows none
 * @param mask goes over what is shown of text, frame by frame, to hide secrets; binary payloads it does not see
 */
public record FrameTrace(Consumer<String> lines, int payloadBytes, UnaryOperator<String> mask) {
    private static final int MAX_PAYLOAD_BYTES = 16 * 1024;

    /** What follows a name that promises a secret: {@code "token": "…"}, {@code password=…}, {@code Bearer …}. */
    private static final Pattern SECRET = Pattern.compile(
            "((?:authorization|token|password|passwd|secret|cookie|api[-_]?key)\\w*\"?\\s*[:=]\\s*\"?|bearer\\s+)"
                    + "(?!bearer\\s)[^\\s\",;&}]+",
            Pattern.CASE_INSENSITIVE);

    public FrameTrace {
        Objects.requireNonNull(lines, "lines");
        Objects.requireNonNull(mask, "mask");
        if (payloadBytes < 0 || payloadBytes > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("payloadBytes is " + payloadBytes + ", outside 0–" + MAX_PAYLOAD_BYTES);
        }
    }

    /** Up to 64 bytes of each payload, and secrets hidden where their names tell them. */
    public static FrameTrace to(Consumer<String> lines) {
        return new FrameTrace(lines, 64, FrameTrace::withoutSecrets);
    }

    /** The text with {@code ***} in the place of what names like token, password or authorization stand before. */
    public static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll("$1***");
    }
}

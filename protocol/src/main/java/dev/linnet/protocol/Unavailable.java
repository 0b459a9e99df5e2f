package dev.linnet.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which channels give nothing at present, and why: all of them, whatever was said before. A channel that is not named is all right.
 *
 * @param channels a reason for people, such as {@code no answer at 0x76 on bus 1}, by the channel's id
 */
public record Unavailable(Map<String, String> channels) implements Message.FromAgent {
    /** A reason has at most so many UTF-16 code units. */
    public static final int MAX_REASON_CHARS = 160;

    public Unavailable {
        channels = checked(channels);
    }

    /** A copy in the order of ids, so that one message has one encoding. */
    static Map<String, String> checked(Map<String, String> channels) {
        Map<String, String> sorted = new TreeMap<>();
        channels.forEach((id, reason) -> {
            Names.require("channel", id);
            if (reason.isEmpty() || reason.length() > MAX_REASON_CHARS) {
                throw new IllegalArgumentException("why channel '" + id + "' is unavailable takes 1 to "
                        + MAX_REASON_CHARS + " characters, not " + reason.length());
            }
            sorted.put(id, reason);
        });
        return Collections.unmodifiableMap(sorted);
    }

    /** A reason of any length in the form that it has here, cut to {@code chars} or {@value #MAX_REASON_CHARS} code units. */
    public static String reason(String text, int chars) {
        if (text.isEmpty()) {
            return "unknown";
        }
        int most = Math.min(chars, MAX_REASON_CHARS);
        return text.length() <= most ? text : Unicode.wellFormed(text.substring(0, most - 1)) + "…";
    }
}

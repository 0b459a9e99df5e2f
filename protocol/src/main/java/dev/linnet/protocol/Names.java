package dev.linnet.protocol;

import java.util.regex.Pattern;

/**
 * The one form of a device's and a channel's id: 1–63 of {@code a–z 0–9 -}, not starting or ending with a hyphen. So an id
 * stands unescaped in an MQTT topic, a Homie id, a Home Assistant id, a SenML name, a path and a file name.
 */
public final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /** Returns the id, or throws {@link IllegalArgumentException} that says what it was to name and how it must look. */
    public static String require(String what, String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException(
                    what + " '" + id + "' must be 1–63 of a–z, 0–9 and '-', with no '-' at either end");
        }
        return id;
    }
}

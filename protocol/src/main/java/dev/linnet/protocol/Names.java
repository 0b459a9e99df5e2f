package dev.linnet.protocol;

/**
 * The one form of a device's and a channel's id: 1–63 of {@code a–z 0–9 -}, not starting or ending with a hyphen. So an id
 * stands unescaped in an MQTT topic, a Homie id, a Home Assistant id, a SenML name, a path and a file name.
 */
public final class Names {
    private static final int MAX_CHARS = 63;

    private Names() {}

    public static boolean isValid(String id) {
        int length = id.length();
        if (length == 0 || length > MAX_CHARS || id.charAt(0) == '-' || id.charAt(length - 1) == '-') {
            return false;
        }
        // By hand: this is asked of every reading, and a regular expression costs more than parsing the rest of it.
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
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

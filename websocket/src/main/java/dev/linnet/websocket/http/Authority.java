package dev.linnet.websocket.http;

/** Checks {@code host [":" port]} (RFC 9110 §7.2, RFC 3986 §3.2.2, RFC 6874). */
final class Authority {
    private static final CharacterSet NAME = CharacterSet.LETTERS_AND_DIGITS.and("!$&'()*+,-.;=_~%");
    private static final CharacterSet ADDRESS = CharacterSet.HEXADECIMAL.and(":.");
    private static final CharacterSet ZONE = CharacterSet.LETTERS_AND_DIGITS.and("._~-");
    private static final int MAX_PORT_DIGITS = 5;

    private Authority() {}

    static boolean isValid(String text) {
        int end = text.startsWith("[") ? endOfAddress(text) : NAME.skip(text, 0);
        if (end <= 0) {
            return false;
        }
        if (end == text.length()) {
            return true;
        }
        int digits = text.length() - end - 1;
        return text.charAt(end) == ':'
                && digits <= MAX_PORT_DIGITS
                && CharacterSet.DIGITS.skip(text, end + 1) == text.length();
    }

    /** Behind the bracket that ends an IPv6 address with or without its zone; 0 when it is none. */
    private static int endOfAddress(String text) {
        int at = ADDRESS.skip(text, 1);
        if (at == 1) {
            return 0;
        }
        if (text.startsWith("%25", at)) {
            int zone = at + 3;
            at = ZONE.skip(text, zone);
            if (at == zone) {
                return 0;
            }
        }
        return text.startsWith("]", at) ? at + 1 : 0;
    }
}

package dev.linnet.websocket.http;

/** What may stand in a field name and a field value (RFC 9110 §5.1, §5.5, §5.6.2). */
final class FieldSyntax {
    private static final CharacterSet TOKEN = CharacterSet.LETTERS_AND_DIGITS.and("!#$%&'*+-.^_`|~");

    private FieldSyntax() {}

    /** {@code token = 1*tchar} (RFC 9110 §5.6.2). */
    static boolean isToken(String text) {
        return !text.isEmpty() && TOKEN.skip(text, 0) == text.length();
    }

    static boolean isTokenCharacter(char c) {
        return TOKEN.contains(c);
    }

    /** Visible characters, spaces, tabs and the bytes above ASCII as Latin-1: no CR, LF, NUL or other control character. */
    static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Without the spaces and tabs around it (OWS, RFC 9110 §5.6.3), and nothing else: not what {@link String#trim} takes. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}

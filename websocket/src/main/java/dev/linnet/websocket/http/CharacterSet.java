package dev.linnet.websocket.http;

/**
 * Some of ASCII's characters. What a request's head may hold is checked with these and not with regular expressions, which
 * cost a handshake more than all else that it does, and a small process a hundred classes.
 */
final class CharacterSet {
    static final CharacterSet DIGITS = of("0123456789");
    static final CharacterSet HEXADECIMAL = DIGITS.and("ABCDEFabcdef");
    static final CharacterSet LETTERS_AND_DIGITS =
            DIGITS.and("ABCDEFGHIJKLMNOPQRSTUVWXYZ").and("abcdefghijklmnopqrstuvwxyz");

    private final long low; // a bit for each of 0 to 63
    private final long high; // and of 64 to 127

    private CharacterSet(long low, long high) {
        this.low = low;
        this.high = high;
    }

    static CharacterSet of(String characters) {
        return new CharacterSet(0, 0).and(characters);
    }

    /** Those of this set and these. */
    CharacterSet and(String characters) {
        long moreLow = low;
        long moreHigh = high;
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) {
                moreLow |= 1L << c;
            } else if (c < 128) {
                moreHigh |= 1L << (c - 64);
            } else {
                throw new IllegalArgumentException("not ASCII: U+" + Integer.toHexString(c));
            }
        }
        return new CharacterSet(moreLow, moreHigh);
    }

    boolean contains(char c) {
        return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> (c - 64) & 1) != 0;
    }

    /** Where the first character from there on stands that is not of this set; the text's length if all are. */
    int skip(String text, int from) {
        int at = from;
        while (at < text.length() && contains(text.charAt(at))) {
            at++;
        }
        return at;
    }
}

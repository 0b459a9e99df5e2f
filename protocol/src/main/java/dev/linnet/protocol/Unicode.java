package dev.linnet.protocol;

/** Java's strings can hold half a surrogate pair, UTF-8 cannot (RFC 3629 §3). */
final class Unicode {
    private Unicode() {}

    static boolean isWellFormed(String text) {
        return firstLone(text) < 0;
    }

    /** The text with each half of a pair replaced by U+FFFD; the same text when there is none. */
    static String wellFormed(String text) {
        int lone = firstLone(text);
        if (lone < 0) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length()).append(text, 0, lone);
        text.substring(lone).codePoints().forEach(c -> repaired.appendCodePoint(isSurrogate(c) ? 0xfffd : c));
        return repaired.toString();
    }

    private static int firstLone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!isSurrogate(text.codePointAt(i))) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

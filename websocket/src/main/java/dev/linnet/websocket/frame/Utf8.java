package dev.linnet.websocket.frame;

import java.nio.ByteBuffer;

/**
 * Validates UTF-8 in pieces (RFC 3629 §4), failing at the first byte that no continuation can mend. The state between two
 * pieces is one int: how many bytes the current character still needs, and the range that its next byte must lie in.
 */
public final class Utf8 {
    /** Between two characters: the state to begin with, and the one that a whole text must end in. */
    public static final int COMPLETE = 0;

    public static final int INVALID = -1;

    private static final long NON_ASCII = 0x8080_8080_8080_8080L;
    private static final int ANY_CONTINUATION = 0x80BF;

    private Utf8() {}

    /**
     * Checks the bytes from one absolute index to another.
     *
     * @param state what the piece before has returned
     * @return the state behind these bytes, or {@link #INVALID}
     */
    public static int check(int state, ByteBuffer bytes, int from, int to) {
        int at = from;
        int now = state;
        while (at < to) {
            if (now == COMPLETE) {
                at = skipAscii(bytes, at, to);
                if (at == to) {
                    return COMPLETE;
                }
                now = first(bytes.get(at++) & 0xFF);
            } else {
                now = next(now, bytes.get(at++) & 0xFF);
            }
            if (now == INVALID) {
                return INVALID;
            }
        }
        return now;
    }

    private static int skipAscii(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES && (bytes.getLong(at) & NON_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes.get(at) >= 0) {
            at++;
        }
        return at;
    }

    /** After a character's first byte, which is not ASCII. */
    private static int first(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return INVALID;
        }
        if (lead < 0xE0) {
            return expect(1, ANY_CONTINUATION);
        }
        return switch (lead) {
            case 0xE0 -> expect(2, 0xA0BF); // shorter forms exist
            case 0xED -> expect(2, 0x809F); // surrogates
            case 0xF0 -> expect(3, 0x90BF); // shorter forms exist
            case 0xF4 -> expect(3, 0x808F); // beyond U+10FFFF
            default -> expect(lead < 0xF0 ? 2 : 3, ANY_CONTINUATION);
        };
    }

    private static int next(int state, int continuation) {
        if (continuation < (state >> 8 & 0xFF) || continuation > (state & 0xFF)) {
            return INVALID;
        }
        int missing = (state >> 16) - 1;
        return missing == 0 ? COMPLETE : expect(missing, ANY_CONTINUATION);
    }

    private static int expect(int missing, int range) {
        return missing << 16 | range;
    }
}

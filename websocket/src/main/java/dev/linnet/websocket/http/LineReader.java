package dev.linnet.websocket.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts bytes into lines that end with CR LF and nothing else, however the bytes are split. Holds at most one line. */
final class LineReader {
    private static final byte[] EMPTY = {};

    private byte[] partial = EMPTY;
    private int length;
    private boolean afterReturn;

    /** Whether a part of a line is held. */
    boolean begun() {
        return length > 0 || afterReturn;
    }

    /**
     * The next line without its end, as Latin-1, or null when {@code in} is used up before it.
     *
     * @param limit most bytes of a line, its end not counted
     * @param tooLong the status for a longer line
     */
    @Nullable
    String next(ByteBuffer in, int limit, int tooLong) throws HttpException {
        while (in.hasRemaining()) {
            byte b = in.get();
            if (afterReturn) {
                // RFC 9112 §2.2: a bare CR is not a line end; a recipient must refuse it or replace it.
                if (b != '\n') {
                    throw new HttpException(400, "a carriage return without a line feed");
                }
                String line = new String(partial, 0, length, StandardCharsets.ISO_8859_1);
                partial = EMPTY;
                length = 0;
                afterReturn = false;
                return line;
            }
            if (b == '\r') {
                afterReturn = true;
            } else if (b == '\n') {
                // RFC 9112 §2.2 lets a recipient take a bare LF for a line end; two parsers that differ here can be
                // tricked.
                throw new HttpException(400, "a line feed without a carriage return");
            } else if (length == limit) {
                throw new HttpException(tooLong, "a line longer than " + limit + " bytes");
            } else {
                append(b, limit);
            }
        }
        return null;
    }

    private void append(byte b, int limit) {
        if (length == partial.length) {
            partial = Arrays.copyOf(partial, Math.min(limit, Math.max(64, length * 2)));
        }
        partial[length++] = b;
    }
}

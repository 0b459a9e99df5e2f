package dev.linnet.websocket.http;

/**
 * How much one message may take; what goes beyond is refused, so that no peer decides how much memory it gets.
 *
 * @param startLineBytes longest request or status line; a longer request line is answered with 414
 * @param headBytes start line and header fields together; more is answered with 431
 * @param fields most header fields; more are answered with 431
 * @param bodyBytes longest body, decoded; a longer one is answered with 413
 */
public record HttpLimits(int startLineBytes, int headBytes, int fields, int bodyBytes) {
    /** 4 KiB of request line, 16 KiB of head, 64 fields, 1 MiB of body. */
    public static final HttpLimits DEFAULT = new HttpLimits(4096, 16 * 1024, 64, 1024 * 1024);

    public HttpLimits {
        if (startLineBytes < 1 || headBytes < startLineBytes || fields < 1 || bodyBytes < 0) {
            throw new IllegalArgumentException("limits must be positive, and the head's at least the start line's: "
                    + startLineBytes + ", " + headBytes + ", " + fields + ", " + bodyBytes);
        }
    }

    /** The same with another bound for bodies. */
    public HttpLimits withBodyBytes(int bytes) {
        return new HttpLimits(startLineBytes, headBytes, fields, bytes);
    }
}
